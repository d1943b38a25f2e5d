/** The web page in a real browser, as its users see it. */
@NullMarked
package io.dataaccount.http.browser;

import org.jspecify.annotations.NullMarked;
