package io.dataaccount.core.record;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a time that this or another program stored, with millisecond precision; finer parts are cut off. */
final class StoredTime {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}(\\.[0-9]{1,19})?");
    private static final int DIGITS_OF_LONG = 19;

    /** About three million years from 1970, so that adding a moment to a time cannot overflow. */
    private static final long MAX_MILLIS = 100_000_000_000_000_000L;

    private StoredTime() {}

    static Optional<Instant> read(Object value) {
        try {
            Optional<Instant> time = value instanceof Number number
                    ? ofMillis(PlainValues.decimal(number))
                    : value instanceof String text ? ofText(text) : Optional.empty();
            return time.filter(each -> Math.abs(each.toEpochMilli()) <= MAX_MILLIS);
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> ofText(String text) {
        return NUMBER.matcher(text).matches() ? ofMillis(new BigDecimal(text)) : Optional.of(ofIso(text));
    }

    private static Optional<Instant> ofMillis(BigDecimal millis) {
        // checked first, because writing out the digits of 1E+999999999 takes all memory
        return millis.precision() - (long) millis.scale() > DIGITS_OF_LONG
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(
                        millis.setScale(0, RoundingMode.FLOOR).longValueExact()));
    }

    /** Python's {@code datetime.utcnow().isoformat()} has no offset and means UTC. */
    private static Instant ofIso(String text) {
        TemporalAccessor time =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        Instant instant = time instanceof OffsetDateTime offset
                ? offset.toInstant()
                : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
