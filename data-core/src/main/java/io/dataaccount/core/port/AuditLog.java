package io.dataaccount.core.port;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.audit.AuditEvent;

/** Where it is written down who did what. Safe for use by many threads. */
public interface AuditLog {
    /** Of a deployment without one: forgets every event. */
    AuditLog NONE = event -> {};

    /**
     * Writes the event and returns when it is kept. An event of the same id takes the place of the one before, or stands
     * after it where a log only grows; but one that has {@link AuditEvent.Result#STARTED} never takes the place of one that
     * has ended, however late it arrives.
     *
     * @throws DataException THROTTLED or UNAVAILABLE, both retryable, if it could not be kept
     */
    void write(AuditEvent event);

    /**
     * This log and then another: an event is written to both, also where the first one fails.
     *
     * @return a log that fails if either does, as the first of them that did
     */
    default AuditLog andThen(AuditLog other) {
        return event -> {
            try {
                write(event);
            } catch (RuntimeException e) {
                try {
                    other.write(event);
                } catch (RuntimeException second) {
                    e.addSuppressed(second);
                }
                throw e;
            }
            other.write(event);
        };
    }
}
