package io.dataaccount.testkit.fake;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.port.AuditLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An audit log in memory that a test can make fail. An event with the same id as an earlier event is added to the list
 * and does not replace it. Safe for use by many threads.
 */
public final class InMemoryAuditLog implements AuditLog {
    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    @Override
    public void write(AuditEvent event) {
        if (failing) {
            throw new DataException(ErrorCode.UNAVAILABLE, "The test makes the audit log fail.");
        }
        events.add(event);
    }

    /** A copy of all written events, in the order of the writes. */
    public List<AuditEvent> events() {
        return List.copyOf(events);
    }

    /** Makes every later write fail with UNAVAILABLE if true; lets writes succeed if false, the default. */
    public void setFailing(boolean fails) {
        failing = fails;
    }
}
