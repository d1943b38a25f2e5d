/** The web page in a real browser. */
@NullMarked
package io.dataaccount.http.browser;

import org.jspecify.annotations.NullMarked;
