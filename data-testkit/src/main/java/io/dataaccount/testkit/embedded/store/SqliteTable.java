package io.dataaccount.testkit.embedded.store;

import static java.util.stream.Collectors.joining;

import io.dataaccount.core.Internal;
import io.dataaccount.core.error.DataException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A table in an {@link SqliteFile} that maps ids to texts. Safe for use by many threads. The caller closes it. */
@Internal
public final class SqliteTable implements AutoCloseable {
    private final SqliteFile file;
    private final String name;
    private final String key;

    private SqliteTable(SqliteFile file, String name, String key) {
        this.file = file;
        this.name = name;
        this.key = key;
    }

    /**
     * Opens the file. Creates the file, its directory and the table if they are missing.
     *
     * @param name name of the table; becomes part of the SQL text
     * @param key name of the column with the id; becomes part of the SQL text
     * @throws IllegalStateException if the file cannot be opened or created, or is not an SQLite database
     */
    public static SqliteTable open(Path file, String name, String key) {
        return new SqliteTable(SqliteFile.open(file, List.of(definition(name, key))), name, key);
    }

    private static String definition(String table, String keyColumn) {
        return "CREATE TABLE IF NOT EXISTS " + table + " (" + keyColumn
                + " TEXT NOT NULL PRIMARY KEY, record TEXT NOT NULL) STRICT";
    }

    /** Creates another table in the same file if it is missing, for {@link #existsIn}. */
    SqliteTable withSecondTable(String table, String keyColumn) {
        file.execute(definition(table, keyColumn));
        return this;
    }

    /** Creates an index on each of these fields of the records if it is missing, for {@link #forEachWith}. */
    SqliteTable withIndexes(List<String> fields) {
        for (String field : fields) {
            file.execute(
                    "CREATE INDEX IF NOT EXISTS " + name + "_" + field + " ON " + name + " (" + value(field) + ")");
        }
        return this;
    }

    /** The value of a field of the record as text, in SQL; NULL if the record is not a JSON object with the field. */
    private static String value(String field) {
        return "CASE WHEN json_valid(record) THEN CAST(json_extract(record, '$." + field + "') AS TEXT) END";
    }

    /** Whether another table of the same file contains the id. */
    boolean existsIn(String table, String keyColumn, String id) {
        return file.run(connection -> {
            try (PreparedStatement query = SqliteFile.prepare(
                            connection, "SELECT 1 FROM " + table + " WHERE " + keyColumn + " = ?", id);
                    ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        });
    }

    /**
     * The number of guarded writes to the file so far. SQLite stores the number in the header of the file; a
     * transaction covers it like any other data.
     *
     * @see <a href="https://www.sqlite.org/pragma.html#pragma_user_version">PRAGMA user_version</a>
     */
    int revision() {
        return file.run(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
                return rows.getInt(1);
            }
        });
    }

    /** For use in a transaction. */
    void nextRevision() {
        file.execute("PRAGMA user_version = " + (revision() + 1));
    }

    /**
     * Runs the work in one transaction. If the work throws, nothing is changed. No other process writes meanwhile.
     *
     * @param work uses the file only through this object
     */
    <T> T atomically(Supplier<T> work) {
        return file.atomically(work);
    }

    /**
     * The text of the id; empty if there is none.
     *
     * @throws DataException UNAVAILABLE if the file is locked for too long; INTERNAL if SQLite fails otherwise
     */
    public Optional<String> find(String id) {
        return file.run(connection -> select(connection, id));
    }

    /** Calls the consumer for every id and text. The file is locked for other threads meanwhile. */
    void forEach(BiConsumer<String, String> row) {
        query("", row);
    }

    /**
     * Calls the consumer for the ids after the given one and their texts, ordered by id. The file is locked
     * for other threads meanwhile.
     *
     * @param limit the maximum number of rows
     */
    void forEachAfter(String id, int limit, BiConsumer<String, String> row) {
        query(" WHERE " + key + " > ? ORDER BY " + key + " LIMIT " + limit, row, id);
    }

    /**
     * Calls the consumer for every id and text whose record has the value in one of the fields. The file is locked
     * for other threads meanwhile.
     *
     * @param fields fields with an index of {@link #withIndexes}; they become part of the SQL text
     */
    void forEachWith(List<String> fields, String value, BiConsumer<String, String> row) {
        String condition = fields.stream().map(field -> value(field) + " = ?1").collect(joining(" OR "));
        query(" WHERE " + condition, row, value);
    }

    private void query(String condition, BiConsumer<String, String> row, String... values) {
        file.run(connection -> {
            try (PreparedStatement query = SqliteFile.prepare(
                            connection, "SELECT " + key + ", record FROM " + name + condition, values);
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    row.accept(rows.getString(1), rows.getString(2));
                }
                return true;
            }
        });
    }

    /**
     * Adds a row; does nothing if the id exists.
     *
     * @return whether the row was added
     */
    boolean insert(String id, String text) {
        return file.execute(
                        "INSERT INTO " + name + " (" + key + ", record) VALUES (?, ?) ON CONFLICT DO NOTHING", id, text)
                == 1;
    }

    /**
     * Deletes a row.
     *
     * @return whether the id existed
     */
    boolean delete(String id) {
        return file.execute("DELETE FROM " + name + " WHERE " + key + " = ?", id) == 1;
    }

    /**
     * Replaces a text with the result of the function, or deletes the row if the result is null. No other process
     * writes meanwhile. If the function throws, nothing is changed.
     *
     * @return whether the id existed
     */
    boolean change(String id, Function<String, @Nullable String> change) {
        return atomically(() -> {
            Optional<String> before = find(id);
            String after = before.isEmpty() ? null : change.apply(before.get());
            if (before.isPresent() && after == null) {
                delete(id);
            } else if (after != null) {
                file.execute("UPDATE " + name + " SET record = ?2 WHERE " + key + " = ?1", id, after);
            }
            return before.isPresent();
        });
    }

    private Optional<String> select(Connection connection, String id) throws SQLException {
        try (PreparedStatement query =
                        SqliteFile.prepare(connection, "SELECT record FROM " + name + " WHERE " + key + " = ?", id);
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    /** Closes the file. Later calls fail. */
    @Override
    public void close() {
        file.close();
    }
}
