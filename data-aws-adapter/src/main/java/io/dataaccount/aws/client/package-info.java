/** Builds the SDK clients, which have one common HTTP client. */
@Internal
@NullMarked
package io.dataaccount.aws.client;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
