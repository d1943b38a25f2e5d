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
 * Writes calls to the audit log. Where the log is required, a call is written before it does anything, so that nothing is
 * done of which there is no word; a log that fails afterwards, or that is not required, fails nobody's call and is told to
 * the operator.
 */
final class AuditTrail {
    private static final Logger LOG = System.getLogger(AuditTrail.class.getName());

    private final AuditLog log;
    private final boolean required;
    private final Clock clock;

    /** @param clock to the millisecond */
    AuditTrail(AuditLog log, boolean required, Clock clock) {
        this.log = log;
        this.required = required;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** @throws DataException UNAVAILABLE if the log is required and cannot be written */
    void started(AuditEvent event) {
        if (required) {
            try {
                log.write(event);
            } catch (RuntimeException e) {
                tell(event, e);
                throw new DataException(
                        ErrorCode.UNAVAILABLE,
                        "The audit log cannot be written, and without it nothing may be done here: try again in a moment.",
                        e);
            }
        }
    }

    void ended(AuditEvent event) {
        try {
            log.write(event);
        } catch (RuntimeException e) {
            tell(event, e);
        }
    }

    private static void tell(AuditEvent event, RuntimeException e) {
        LOG.log(
                Level.ERROR,
                "the audit log could not be written: " + SafeText.line(event.toString()),
                SafeText.throwable(e));
    }
}
