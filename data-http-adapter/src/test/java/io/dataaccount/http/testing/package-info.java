/** What the tests of several packages use. */
@NullMarked
package io.dataaccount.http.testing;

import org.jspecify.annotations.NullMarked;
