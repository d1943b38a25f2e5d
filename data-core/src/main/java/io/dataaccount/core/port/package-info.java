/** The interfaces that the application services need and adapters implement. */
@NullMarked
package io.dataaccount.core.port;

import org.jspecify.annotations.NullMarked;
