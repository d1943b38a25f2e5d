package io.dataaccount.core.port;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.audit.AuditEvent;
import java.util.Optional;

/** The log of who did what. Safe for use by many threads. */
public interface AuditLog {
    /** A log that discards every event, for a deployment without an audit log. */
    AuditLog NONE = new NoAuditLog();

    /**
     * Writes the event and returns when it is stored. An event with the same id replaces the earlier one; an
     * append-only log keeps both, in order. An event with {@link AuditEvent.Result#STARTED} never replaces one with
     * another result, however late it arrives.
     *
     * @throws DataException THROTTLED or UNAVAILABLE, both retryable, if the event could not be stored
     */
    void write(AuditEvent event);

    /**
     * Reads this log. Empty if it cannot be read, as a log that only prints its events; this does not change while the
     * log is in use. A log that passes its events on to another one returns the reader of that one.
     */
    Optional<AuditReader> reader();

    /**
     * Combines this log with another. Each event is written to this log and then to the other one, even if this log
     * fails. The combined log reads this log, or the other one if this one cannot be read.
     *
     * @return a log that throws the first exception that either log throws; an exception of the second log is
     *     suppressed in it
     */
    default AuditLog andThen(AuditLog other) {
        return new CombinedAuditLog(this, other);
    }
}
