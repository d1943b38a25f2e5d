package io.dataaccount.core.model.audit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The position of an event in the audit log. There need not be such an event.
 *
 * @param at the time of the event, in whole milliseconds
 * @param eventId the id of the event
 */
public record AuditPosition(Instant at, String eventId) {
    public AuditPosition {
        requireNonNull(at, "at is null");
        requireNonNull(eventId, "eventId is null");
    }
}
