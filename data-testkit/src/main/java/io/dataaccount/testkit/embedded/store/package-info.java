/** The local store: SQLite tables and files that only their owner may read. */
@NullMarked
package io.dataaccount.testkit.embedded.store;

import org.jspecify.annotations.NullMarked;
