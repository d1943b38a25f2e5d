/** What a batch of upload URLs costs the server; see BATCH.md. */
@NullMarked
package io.dataaccount.http.benchmark;

import org.jspecify.annotations.NullMarked;
