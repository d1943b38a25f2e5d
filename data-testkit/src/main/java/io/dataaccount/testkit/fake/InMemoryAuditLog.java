package io.dataaccount.testkit.fake;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.audit.AuditEntry;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.audit.AuditPage;
import io.dataaccount.core.model.audit.AuditPosition;
import io.dataaccount.core.model.audit.AuditQuery;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.port.AuditReader;
import io.dataaccount.core.record.AuditRecord;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An audit log in memory that a test can make fail. An event with the same id as an earlier event is added to the list
 * and does not replace it there; its reader returns it once. Safe for use by many threads.
 */
public final class InMemoryAuditLog implements AuditLog {
    private static final Comparator<AuditPosition> NEWEST_FIRST = Comparator.comparing(AuditPosition::at)
            .thenComparing(AuditPosition::eventId)
            .reversed();

    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    @Override
    public void write(AuditEvent event) {
        refuseIfFailing();
        events.add(event);
    }

    /** Reads the events that are in memory at the time of each call. */
    @Override
    public Optional<AuditReader> reader() {
        return Optional.of(this::read);
    }

    private AuditPage read(AuditQuery query, @Nullable AuditPosition after, PageSize size) {
        refuseIfFailing();
        Map<String, AuditEntry> byId = new LinkedHashMap<>();
        events.stream()
                .flatMap(event -> AuditRecord.read(AuditRecord.of(event)).stream())
                .filter(query::selects)
                .forEach(entry -> byId.merge(entry.id(), entry, InMemoryAuditLog::last));
        List<AuditEntry> found = byId.values().stream()
                .filter(entry -> after == null || NEWEST_FIRST.compare(entry.position(), after) > 0)
                .sorted(Comparator.comparing(AuditEntry::position, NEWEST_FIRST))
                .limit(size.value() + 1L)
                .toList();
        return AuditPage.of(found, size);
    }

    /** The start of a call never replaces its end, however late it was written. */
    private static AuditEntry last(AuditEntry before, AuditEntry after) {
        return "started".equals(after.result()) ? before : after;
    }

    private void refuseIfFailing() {
        if (failing) {
            throw new DataException(ErrorCode.UNAVAILABLE, "The test makes the audit log fail.");
        }
    }

    /** A copy of all written events, in the order of the writes. */
    public List<AuditEvent> events() {
        return List.copyOf(events);
    }

    /** Makes every later call fail with UNAVAILABLE if true; lets calls succeed if false, the default. */
    public void setFailing(boolean fails) {
        failing = fails;
    }
}
