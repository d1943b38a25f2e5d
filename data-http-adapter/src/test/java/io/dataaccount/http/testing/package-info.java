/** Helpers for the tests of several packages. */
@NullMarked
package io.dataaccount.http.testing;

import org.jspecify.annotations.NullMarked;
