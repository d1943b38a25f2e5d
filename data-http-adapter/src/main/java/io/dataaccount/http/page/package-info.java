/**
 * Serves the web page: its files, its configuration and its content security policy. The source of the page is in
 * {@code src/main/web}.
 */
@Internal
@NullMarked
package io.dataaccount.http.page;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
