/** The local store: SQLite tables and files with permissions for their owner only. */
@NullMarked
package io.dataaccount.testkit.embedded.store;

import org.jspecify.annotations.NullMarked;
