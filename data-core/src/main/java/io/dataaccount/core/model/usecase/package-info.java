/** Use cases, and the data account that a use case is configured with. */
@NullMarked
package io.dataaccount.core.model.usecase;

import org.jspecify.annotations.NullMarked;
