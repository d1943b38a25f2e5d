/** One class per thing a caller may ask for. */
@NullMarked
package io.dataaccount.core.usecase;

import org.jspecify.annotations.NullMarked;
