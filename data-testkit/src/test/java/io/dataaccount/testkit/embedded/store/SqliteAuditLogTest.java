package io.dataaccount.testkit.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.audit.AuditEntry;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.audit.AuditPeriod;
import io.dataaccount.core.model.audit.AuditQuery;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.testkit.contract.AuditReaderContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAuditLogTest extends AuditReaderContract {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final AuditQuery GLOBAL = new AuditQuery(RoleScope.GLOBAL, null, null, AuditPeriod.ALL);

    @TempDir
    Path directory;

    private SqliteAuditLog log;

    @BeforeEach
    void open() {
        log = SqliteAuditLog.open(file(), Instant.EPOCH);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private Path file() {
        return directory.resolve("audit.db");
    }

    @Override
    protected AuditLog log() {
        return log;
    }

    @Override
    protected List<Map<String, @Nullable Object>> records(RoleScope scope) {
        String sql = "SELECT event_id, record FROM audit_events WHERE usecase_id = ?";
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                PreparedStatement query = SqliteFile.prepare(connection, sql, scope.value());
                ResultSet rows = query.executeQuery()) {
            List<Map<String, @Nullable Object>> records = new ArrayList<>();
            while (rows.next()) {
                records.add(new HashMap<>(RecordText.read(rows.getString(1), rows.getString(2))));
            }
            return records;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void open_again_hasTheEventsExceptOldOnes() {
        log.write(event("old", NOON.minusMillis(1)));
        log.write(event("new", NOON));
        close();
        log = SqliteAuditLog.open(file(), NOON);
        assertThat(ids()).containsExactly("new");
    }

    @Test
    void recordThatIsNoJson_isReadInPart() throws SQLException {
        log.write(event("broken", NOON));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                PreparedStatement update = connection.prepareStatement("UPDATE audit_events SET record = '['")) {
            update.executeUpdate();
        }
        assertThat(log.reader().orElseThrow().read(GLOBAL, null, PageSize.MAX).entries())
                .containsExactly(
                        new AuditEntry("broken", NOON, "ana", "create_usecase", null, null, "global", null, Map.of()));
    }

    private List<String> ids() {
        return log.reader().orElseThrow().read(GLOBAL, null, PageSize.MAX).entries().stream()
                .map(AuditEntry::id)
                .toList();
    }

    private static AuditEvent event(String id, Instant at) {
        return new AuditEvent(
                id,
                at,
                new UserId("ana"),
                "create_usecase",
                "usecase",
                "uc-1",
                RoleScope.GLOBAL,
                AuditEvent.Result.SUCCESS,
                Map.of("files", 3));
    }
}
