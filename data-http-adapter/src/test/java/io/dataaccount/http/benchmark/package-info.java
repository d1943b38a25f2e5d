/** Benchmarks of the server: a batch of upload URLs (BATCH.md) and many slow clients (CROWD.md). */
@NullMarked
package io.dataaccount.http.benchmark;

import org.jspecify.annotations.NullMarked;
