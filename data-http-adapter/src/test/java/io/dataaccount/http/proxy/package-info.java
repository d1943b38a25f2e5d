/** The server behind a proxy: a proxy in a process of its own, and servers that only the proxy can find. */
@NullMarked
package io.dataaccount.http.proxy;

import org.jspecify.annotations.NullMarked;
