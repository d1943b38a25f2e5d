package io.dataaccount.core.port;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.audit.AuditEvent;
import java.util.Optional;

/** Writes each event to two logs, and reads the first one that can be read. */
record CombinedAuditLog(AuditLog first, AuditLog second) implements AuditLog {
    CombinedAuditLog {
        requireNonNull(first, "first is null");
        requireNonNull(second, "second is null");
    }

    @Override
    public void write(AuditEvent event) {
        try {
            first.write(event);
        } catch (RuntimeException e) {
            try {
                second.write(event);
            } catch (RuntimeException other) {
                e.addSuppressed(other);
            }
            throw e;
        }
        second.write(event);
    }

    @Override
    public Optional<AuditReader> reader() {
        return first.reader().or(second::reader);
    }
}
