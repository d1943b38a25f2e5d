/** Types that the entry points of the HTTP adapter share. */
@NullMarked
package io.dataaccount.http;

import org.jspecify.annotations.NullMarked;
