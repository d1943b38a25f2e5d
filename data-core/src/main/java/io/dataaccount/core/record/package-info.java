/** The formats in which use cases and audit events are stored. Every store uses them, so that one can read what another wrote. */
@NullMarked
package io.dataaccount.core.record;

import org.jspecify.annotations.NullMarked;
