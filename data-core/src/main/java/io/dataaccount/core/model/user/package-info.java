/** Callers, users and their roles. */
@NullMarked
package io.dataaccount.core.model.user;

import org.jspecify.annotations.NullMarked;
