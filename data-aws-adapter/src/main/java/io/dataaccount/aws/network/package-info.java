/** Connections through a proxy, and the CA certificates that are trusted. */
@Internal
@NullMarked
package io.dataaccount.aws.network;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
