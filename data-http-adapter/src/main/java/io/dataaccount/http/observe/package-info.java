/**
 * Logs and metrics: the request log, the audit log, log encoders that escape untrusted text, and Prometheus metrics.
 */
@Internal
@NullMarked
package io.dataaccount.http.observe;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
