package io.dataaccount.testkit.embedded.store;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.audit.AuditEntry;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.audit.AuditPage;
import io.dataaccount.core.model.audit.AuditPosition;
import io.dataaccount.core.model.audit.AuditQuery;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.port.AuditReader;
import io.dataaccount.core.record.AuditRecord;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An audit log in an SQLite file, for a server without AWS. It persists across restarts. Several processes may open the
 * same file. Safe for use by many threads. The caller closes it.
 */
public final class SqliteAuditLog implements AuditLog, AutoCloseable {
    private static final List<String> DEFINITIONS = List.of(
            "CREATE TABLE IF NOT EXISTS audit_events (event_id TEXT NOT NULL PRIMARY KEY, timestamp INTEGER NOT NULL,"
                    + " user_id TEXT NOT NULL, usecase_id TEXT NOT NULL, action TEXT NOT NULL, record TEXT NOT NULL) STRICT",
            "CREATE INDEX IF NOT EXISTS usecase_actions ON audit_events (usecase_id, timestamp, event_id)",
            "CREATE INDEX IF NOT EXISTS user_actions ON audit_events (user_id, timestamp, event_id)",
            "CREATE INDEX IF NOT EXISTS oldest ON audit_events (timestamp)");

    private static final String INSERT =
            "INSERT INTO audit_events (event_id, timestamp, user_id, usecase_id, action, record)"
                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (event_id) DO ";

    private final SqliteFile file;

    private SqliteAuditLog(SqliteFile file) {
        this.file = file;
    }

    /**
     * Opens the file; creates it and its directory if they are missing. Deletes old events.
     *
     * @param oldest events before this time are deleted
     * @throws IllegalStateException if the file is not an SQLite database or cannot be written; the message says what
     *     to do
     */
    public static SqliteAuditLog open(Path file, Instant oldest) {
        SqliteFile opened = SqliteFile.open(file, DEFINITIONS);
        opened.execute("DELETE FROM audit_events WHERE timestamp < ?", oldest.toEpochMilli());
        return new SqliteAuditLog(opened);
    }

    @Override
    public void write(AuditEvent event) {
        file.execute(
                INSERT
                        + (event.result() == AuditEvent.Result.STARTED
                                ? "NOTHING"
                                : "UPDATE SET timestamp = excluded.timestamp, user_id = excluded.user_id,"
                                        + " usecase_id = excluded.usecase_id, action = excluded.action,"
                                        + " record = excluded.record"),
                event.id(),
                event.at().toEpochMilli(),
                event.user().value(),
                event.scope().value(),
                event.action(),
                RecordText.write(AuditRecord.of(event)));
    }

    @Override
    public Optional<AuditReader> reader() {
        return Optional.of(this::read);
    }

    private AuditPage read(AuditQuery query, @Nullable AuditPosition after, PageSize size) {
        StringBuilder sql = new StringBuilder("SELECT event_id, timestamp, user_id, usecase_id, action, record"
                + " FROM audit_events WHERE timestamp >= ? AND timestamp < ?");
        List<Object> values = new ArrayList<>(List.of(
                query.period().from().toEpochMilli(), query.period().to().toEpochMilli()));
        Map<String, @Nullable Object> conditions = new LinkedHashMap<>();
        conditions.put("usecase_id", query.scope());
        conditions.put("user_id", query.actor());
        conditions.put("action", query.action());
        conditions.forEach((column, wanted) -> {
            if (wanted != null) {
                sql.append(" AND ").append(column).append(" = ?");
                values.add(wanted.toString());
            }
        });
        if (after != null) {
            sql.append(" AND (timestamp, event_id) < (?, ?)");
            values.add(after.at().toEpochMilli());
            values.add(after.eventId());
        }
        sql.append(" ORDER BY timestamp DESC, event_id DESC LIMIT ?");
        values.add(size.value() + 1L);
        return AuditPage.of(select(sql.toString(), values), size);
    }

    private List<AuditEntry> select(String sql, List<Object> values) {
        return file.run(connection -> {
            try (PreparedStatement query = SqliteFile.prepare(connection, sql, values.toArray());
                    ResultSet rows = query.executeQuery()) {
                List<AuditEntry> entries = new ArrayList<>();
                while (rows.next()) {
                    AuditRecord.read(record(rows)).ifPresent(entries::add);
                }
                return entries;
            }
        });
    }

    /** The record with the values of the columns, which are there even if the record is not a JSON object. */
    private static Map<String, @Nullable Object> record(ResultSet rows) throws SQLException {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        try {
            record.putAll(RecordText.read(rows.getString("event_id"), rows.getString("record")));
        } catch (DataException notJson) {
            // the columns are all that can be read
        }
        for (String column : List.of("event_id", "timestamp", "user_id", "usecase_id", "action")) {
            record.put(column, rows.getObject(column));
        }
        return record;
    }

    /** Closes the file. Later calls fail. */
    @Override
    public void close() {
        file.close();
    }
}
