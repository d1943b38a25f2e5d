/** Limits and retries that the services and the adapters share. */
@NullMarked
package io.dataaccount.core.policy;

import org.jspecify.annotations.NullMarked;
