/** Limits and retries that services and adapters share. */
@NullMarked
package io.dataaccount.core.policy;

import org.jspecify.annotations.NullMarked;
