/** The application services: one class per operation that a caller can request. */
@NullMarked
package io.dataaccount.core.service;

import org.jspecify.annotations.NullMarked;
