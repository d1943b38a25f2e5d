/** What data-core needs of a JSON library. */
@NullMarked
package io.dataaccount.core.json;

import org.jspecify.annotations.NullMarked;
