/** A local server for JUnit 5 tests. It needs {@code junit-jupiter-api} on the test class path. */
@NullMarked
package io.dataaccount.http.junit;

import org.jspecify.annotations.NullMarked;
