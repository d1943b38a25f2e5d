/**
 * The local mode: a server with an embedded S3, an embedded STS and a local store, for tests and demonstrations. Start
 * with {@link io.dataaccount.http.local.DataAccountServer}.
 */
@NullMarked
package io.dataaccount.http.local;

import org.jspecify.annotations.NullMarked;
