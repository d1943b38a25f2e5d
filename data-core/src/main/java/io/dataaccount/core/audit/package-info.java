/** The audit log as lines of JSON. */
@NullMarked
package io.dataaccount.core.audit;

import org.jspecify.annotations.NullMarked;
