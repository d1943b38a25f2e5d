package io.dataaccount.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.record.AuditRecord;
import io.dataaccount.testkit.contract.AuditReaderContract;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InMemoryAuditLogTest extends AuditReaderContract {
    private static final AuditEvent EVENT = new AuditEvent(
            "event-1",
            Instant.EPOCH,
            new UserId("ana"),
            "create_bucket",
            "bucket",
            "my-data",
            RoleScope.GLOBAL,
            AuditEvent.Result.SUCCESS,
            Map.of());

    private final InMemoryAuditLog log = new InMemoryAuditLog();

    @Override
    protected AuditLog log() {
        return log;
    }

    @Override
    protected List<Map<String, @Nullable Object>> records(RoleScope scope) {
        return log.events().stream()
                .filter(event -> event.scope().equals(scope))
                .<Map<String, @Nullable Object>>map(event -> new HashMap<>(AuditRecord.of(event)))
                .toList();
    }

    @Test
    void andThen_writesToBoth() {
        InMemoryAuditLog other = new InMemoryAuditLog();
        log.andThen(other).write(EVENT);
        assertThat(log.events()).containsExactly(EVENT);
        assertThat(other.events()).containsExactly(EVENT);
    }

    @Test
    void andThen_ifOneFails_writesToTheOtherAndFails() {
        InMemoryAuditLog other = new InMemoryAuditLog();
        log.setFailing(true);
        assertThatThrownBy(() -> log.andThen(other).write(EVENT)).isInstanceOf(DataException.class);
        assertThat(other.events()).containsExactly(EVENT);
        assertThatThrownBy(() -> other.andThen(log).write(EVENT)).isInstanceOf(DataException.class);
        assertThat(other.events()).containsExactly(EVENT, EVENT);
    }

    @Test
    void andThen_ifBothFail_reportsBoth() {
        log.setFailing(true);
        assertThatThrownBy(() -> log.andThen(log).write(EVENT))
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }
}
