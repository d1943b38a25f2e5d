/** An audit log that writes lines of JSON. */
@NullMarked
package io.dataaccount.core.audit;

import org.jspecify.annotations.NullMarked;
