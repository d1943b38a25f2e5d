/** The interface to a JSON library. */
@NullMarked
package io.dataaccount.core.json;

import org.jspecify.annotations.NullMarked;
