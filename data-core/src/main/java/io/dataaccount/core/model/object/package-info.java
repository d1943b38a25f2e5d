/** Keys, prefixes and folders, and what a listing of a folder has. */
@NullMarked
package io.dataaccount.core.model.object;

import org.jspecify.annotations.NullMarked;
