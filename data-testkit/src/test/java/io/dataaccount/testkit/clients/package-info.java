/** Runs the S3 clients that others wrote against the embedded S3. */
@NullMarked
package io.dataaccount.testkit.clients;

import org.jspecify.annotations.NullMarked;
