/** One class per thing a caller may ask for. */
@NullMarked
package io.dataaccount.core.service;

import org.jspecify.annotations.NullMarked;
