package io.dataaccount.aws.sts;

import java.time.Duration;
import java.time.Instant;

/**
 * For how long something counts from a moment on. By a clock that was set back behind that moment it does not count any more,
 * so a clock that was ahead for a while holds nothing up until it is as late again.
 */
record Period(Instant from, Duration length) {
    boolean covers(Instant now) {
        return !now.isBefore(from) && now.isBefore(from.plus(length));
    }
}
