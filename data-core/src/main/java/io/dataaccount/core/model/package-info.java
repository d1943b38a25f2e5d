/** Values that are valid by construction: whoever holds one need not check it again. */
@NullMarked
package io.dataaccount.core.model;

import org.jspecify.annotations.NullMarked;
