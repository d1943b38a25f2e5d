/**
 * Types that the entry points of the HTTP adapter share. To start a server, see
 * {@link io.dataaccount.http.local.DataAccountServer}.
 */
@NullMarked
package io.dataaccount.http;

import org.jspecify.annotations.NullMarked;
