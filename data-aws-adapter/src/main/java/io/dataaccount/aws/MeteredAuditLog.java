package io.dataaccount.aws;

import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.port.AuditReader;
import java.util.Optional;

/** Notifies an observer of every event that cannot be written. */
record MeteredAuditLog(AuditLog log, AwsObserver observer) implements AuditLog {
    @Override
    public void write(AuditEvent event) {
        try {
            log.write(event);
        } catch (RuntimeException e) {
            observer.auditFailed();
            throw e;
        }
    }

    @Override
    public Optional<AuditReader> reader() {
        return log.reader();
    }
}
