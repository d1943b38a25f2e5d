package io.dataaccount.core.port;

import io.dataaccount.core.model.audit.AuditEvent;
import java.util.Optional;

/** Discards every event. */
record NoAuditLog() implements AuditLog {
    @Override
    public void write(AuditEvent event) {}

    @Override
    public Optional<AuditReader> reader() {
        return Optional.empty();
    }
}
