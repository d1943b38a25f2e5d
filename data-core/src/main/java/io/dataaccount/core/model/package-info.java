/** Values that are valid by construction: code that receives one need not check it again. */
@NullMarked
package io.dataaccount.core.model;

import org.jspecify.annotations.NullMarked;
