package io.dataaccount.aws.sts;

import java.time.Duration;
import java.time.Instant;

/**
 * A period of time with a known start. Times before the start are not part of it. So if the clock is set back before
 * the start, the period is over, and a clock that was fast for a while does not extend it.
 */
record Period(Instant from, Duration length) {
    boolean covers(Instant now) {
        return !now.isBefore(from) && now.isBefore(from.plus(length));
    }
}
