/** Error codes and exceptions that all adapters share, and safe text for logs. */
@NullMarked
package io.dataaccount.core.error;

import org.jspecify.annotations.NullMarked;
