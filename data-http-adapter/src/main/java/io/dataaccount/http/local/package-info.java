/** The local mode: a whole server with its own S3, STS and store, for tests and demonstrations. */
@NullMarked
package io.dataaccount.http.local;

import org.jspecify.annotations.NullMarked;
