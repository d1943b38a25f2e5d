/** The HTTP door and the standalone server. */
@NullMarked
package io.dataaccount.http;

import org.jspecify.annotations.NullMarked;
