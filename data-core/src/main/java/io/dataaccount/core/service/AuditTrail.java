package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.port.AuditLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;

/**
 * Writes calls to the audit log. If the log is required, a call that changes something or issues a URL is written
 * before it does anything, so that no action is missing in the log. If writing fails after the action, or if the log is
 * not required, the call does not fail; the failure is written to the operator's log. Safe for use by many threads, as
 * the log is.
 */
final class AuditTrail {
    private static final Logger LOG = System.getLogger(AuditTrail.class.getName());

    private final AuditLog log;
    private final boolean required;
    private final Clock clock;

    /** @param clock a clock with millisecond precision */
    AuditTrail(AuditLog log, boolean required, Clock clock) {
        this.log = log;
        this.required = required;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * Writes the event before the action, if the log is required.
     *
     * @throws DataException UNAVAILABLE if the log is required and cannot be written
     */
    void started(AuditEvent event) {
        if (required) {
            try {
                log.write(event);
            } catch (RuntimeException e) {
                logFailure(event, e);
                throw new DataException(
                        ErrorCode.UNAVAILABLE,
                        "The audit log cannot be written, and this server requires it: try again in a moment.",
                        e);
            }
        }
    }

    /** Writes the event after the action. Does not throw if the log fails. */
    void ended(AuditEvent event) {
        try {
            log.write(event);
        } catch (RuntimeException e) {
            logFailure(event, e);
        }
    }

    private static void logFailure(AuditEvent event, RuntimeException e) {
        LOG.log(
                Level.ERROR,
                "the audit log could not be written: " + SafeText.line(event.toString()),
                SafeText.throwable(e));
    }
}
