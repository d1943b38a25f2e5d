package io.dataaccount.core.model.audit;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A period of the audit log: from {@code from}, inclusive, to {@code to}, exclusive. Both are rounded up to whole
 * milliseconds, the precision of the log, which leaves the events of the period the same.
 *
 * @param from the begin, at least {@link #MIN}
 * @param to the end, at most {@link #MAX}, after {@code from}
 */
public record AuditPeriod(Instant from, Instant to) {
    /** The first moment that RFC 3339 can express. */
    public static final Instant MIN = Instant.parse("0000-01-01T00:00:00Z");

    /** The last millisecond that RFC 3339 can express. */
    public static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999Z");

    /** The whole log. */
    public static final AuditPeriod ALL = new AuditPeriod(MIN, MAX);

    /** @throws InvalidInputException {@code from} or {@code to}, if it is out of range; {@code to}, if it is not after {@code from} */
    public AuditPeriod {
        from = wholeMillis("from", from);
        to = wholeMillis("to", to);
        if (!to.isAfter(from)) {
            throw new InvalidInputException("to", to.toString(), "must be after from, which is " + from);
        }
    }

    /** Whether the moment is in the period. */
    public boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }

    private static Instant wholeMillis(String field, Instant moment) {
        requireNonNull(moment, field + " is null");
        if (moment.isBefore(MIN) || moment.isAfter(MAX)) {
            throw new InvalidInputException(field, moment.toString(), "must be in the years 0000 to 9999");
        }
        Instant whole = moment.truncatedTo(ChronoUnit.MILLIS);
        return whole.equals(moment) ? whole : whole.plusMillis(1);
    }
}
