/** Use cases and the settings of their data accounts. */
@NullMarked
package io.dataaccount.core.model.usecase;

import org.jspecify.annotations.NullMarked;
