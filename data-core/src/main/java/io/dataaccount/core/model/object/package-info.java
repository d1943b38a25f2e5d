/** Object keys, prefixes, and listings of folders. */
@NullMarked
package io.dataaccount.core.model.object;

import org.jspecify.annotations.NullMarked;
