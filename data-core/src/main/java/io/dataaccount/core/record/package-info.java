/**
 * The storage formats of use cases and audit events. Every store uses them, so each one can read what another one
 * wrote.
 */
@Internal
@NullMarked
package io.dataaccount.core.record;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
