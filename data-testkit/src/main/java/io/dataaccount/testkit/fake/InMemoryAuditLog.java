package io.dataaccount.testkit.fake;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.port.AuditLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An audit log in a list, which can be told to fail. An event of the same id stands after the one before. */
public final class InMemoryAuditLog implements AuditLog {
    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    @Override
    public void write(AuditEvent event) {
        if (failing) {
            throw new DataException(ErrorCode.UNAVAILABLE, "The audit log was told to fail.");
        }
        events.add(event);
    }

    /** What was written, in order. */
    public List<AuditEvent> events() {
        return List.copyOf(events);
    }

    /** Lets every write from now on fail, or none. */
    public void failing(boolean fails) {
        failing = fails;
    }
}
