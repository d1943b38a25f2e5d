/** What can go wrong, as codes that every adapter and every door share. */
@NullMarked
package io.dataaccount.core.error;

import org.jspecify.annotations.NullMarked;
