package io.dataaccount.testkit.embedded.store;

import static java.util.stream.Collectors.joining;

import io.dataaccount.core.Internal;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteErrorCode;

/**
 * A table in an SQLite file that maps ids to texts. All SQL of this package is in this class. It has one connection,
 * used by one thread at a time. If another process has locked the file, calls wait up to ten seconds, and then fail
 * with UNAVAILABLE. The caller closes it.
 */
@Internal
public final class SqliteTable implements AutoCloseable {
    private static final int MAX_WAIT_MILLIS = 10_000;

    private final Path file;
    private final String name;
    private final String key;
    private final Connection connection;
    private boolean inTransaction;

    private SqliteTable(Path file, String name, String key, Connection connection) {
        this.file = file;
        this.name = name;
        this.key = key;
        this.connection = connection;
    }

    /**
     * Opens the file. Creates the file, its directory and the table if they are missing.
     *
     * @param name name of the table; becomes part of the SQL text
     * @param key name of the column with the id; becomes part of the SQL text
     * @throws IllegalStateException if the file cannot be opened or created, or is not an SQLite database
     */
    public static SqliteTable open(Path file, String name, String key) {
        Path absolute = file.toAbsolutePath();
        try {
            createPrivate(absolute);
            return openUnlessBusy(absolute, name, key);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    isNoDatabase(e)
                            ? "The file " + absolute + " is not an intact SQLite database (" + name(e)
                                    + "). Move it away to start with an empty one, or choose another file."
                            : "The database file " + absolute + " cannot be opened (" + name(e)
                                    + "). Check that it is a file and that this user may write it and its directory.",
                    e);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The database file " + absolute
                            + " or its directory cannot be created. Check the permissions, or choose another file.",
                    e);
        }
    }

    /**
     * Retries while other processes open the same file. SQLite reports some locks immediately, whatever its busy
     * timeout is; the lock for a change of the journal mode is one of them.
     *
     * @see <a href="https://www.sqlite.org/wal.html#sometimes_queries_return_sqlite_busy_in_wal_mode">SQLITE_BUSY in WAL mode</a>
     */
    private static SqliteTable openUnlessBusy(Path file, String name, String key) throws SQLException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_WAIT_MILLIS);
        while (true) {
            try {
                SqliteTable table = new SqliteTable(file, name, key, connect(file));
                table.create();
                return table;
            } catch (SQLException e) {
                if (!isBusy(e) || System.nanoTime() - end >= 0) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }

    /**
     * Creates the file before SQLite does, because SQLite would make it readable for everybody. SQLite gives its
     * additional files the same permissions.
     *
     * @see <a href="https://www.sqlite.org/src/file/src/os_unix.c">findCreateFileMode</a>
     */
    private static void createPrivate(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory != null) {
            PrivateFiles.createMissing(directory);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return; // SQLite reports the error
        }
        PrivateFiles.ownFile(file);
        for (String suffix : List.of("-wal", "-shm", "-journal")) {
            PrivateFiles.protectIfPresent(file.resolveSibling(file.getFileName() + suffix));
        }
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(MAX_WAIT_MILLIS);
        config.setJournalMode(JournalMode.WAL);
        // as a URI, because in a plain file name the driver reads the text after a question mark as settings
        return config.createConnection("jdbc:sqlite:" + file.toUri());
    }

    private void create() throws SQLException {
        try {
            create(name, key);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void create(String table, String keyColumn) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + table + " (" + keyColumn
                    + " TEXT NOT NULL PRIMARY KEY, record TEXT NOT NULL) STRICT");
        }
    }

    /** Creates another table in the same file if it is missing, for {@link #existsIn}. */
    synchronized SqliteTable withSecondTable(String table, String keyColumn) {
        run(() -> {
            create(table, keyColumn);
            return true;
        });
        return this;
    }

    /** Creates an index on each of these fields of the records if it is missing, for {@link #forEachWith}. */
    synchronized SqliteTable withIndexes(List<String> fields) {
        run(() -> {
            for (String field : fields) {
                execute("CREATE INDEX IF NOT EXISTS " + name + "_" + field + " ON " + name + " (" + value(field) + ")");
            }
            return true;
        });
        return this;
    }

    /** The value of a field of the record as text, in SQL; NULL if the record is not a JSON object with the field. */
    private static String value(String field) {
        return "CASE WHEN json_valid(record) THEN CAST(json_extract(record, '$." + field + "') AS TEXT) END";
    }

    /** Whether another table of the same file contains the id. */
    synchronized boolean existsIn(String table, String keyColumn, String id) {
        return run(() -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT 1 FROM " + table + " WHERE " + keyColumn + " = ?")) {
                query.setString(1, id);
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    /**
     * The number of guarded writes to the file so far. SQLite stores the number in the header of the file; a
     * transaction covers it like any other data.
     *
     * @see <a href="https://www.sqlite.org/pragma.html#pragma_user_version">PRAGMA user_version</a>
     */
    synchronized int revision() {
        return run(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
                return rows.getInt(1);
            }
        });
    }

    synchronized void nextRevision() {
        int next = revision() + 1;
        run(() -> execute("PRAGMA user_version = " + next));
    }

    /**
     * Runs the work in one transaction. If the work throws, nothing is changed. No other process writes meanwhile.
     *
     * @param work uses the file only through this object
     */
    synchronized <T> T atomically(Supplier<T> work) {
        return run(() -> {
            if (inTransaction) {
                return work.get();
            }
            execute("BEGIN IMMEDIATE");
            inTransaction = true;
            boolean done = false;
            try {
                T result = work.get();
                execute("COMMIT");
                done = true;
                return result;
            } finally {
                inTransaction = false;
                if (!done) {
                    execute("ROLLBACK");
                }
            }
        });
    }

    /**
     * The text of the id; empty if there is none.
     *
     * @throws DataException UNAVAILABLE if the file is locked for too long; INTERNAL if SQLite fails otherwise
     */
    public synchronized Optional<String> find(String id) {
        return run(() -> select(id));
    }

    /** Calls the consumer for every id and text. This object is locked meanwhile. */
    synchronized void forEach(BiConsumer<String, String> row) {
        query("", row);
    }

    /**
     * Calls the consumer for the ids after the given one and their texts, ordered by id. This object is locked
     * meanwhile.
     *
     * @param limit the maximum number of rows
     */
    synchronized void forEachAfter(String id, int limit, BiConsumer<String, String> row) {
        query(" WHERE " + key + " > ? ORDER BY " + key + " LIMIT " + limit, row, id);
    }

    /**
     * Calls the consumer for every id and text whose record has the value in one of the fields. This object is locked
     * meanwhile.
     *
     * @param fields fields with an index of {@link #withIndexes}; they become part of the SQL text
     */
    synchronized void forEachWith(List<String> fields, String value, BiConsumer<String, String> row) {
        String condition = fields.stream().map(field -> value(field) + " = ?1").collect(joining(" OR "));
        query(" WHERE " + condition, row, value);
    }

    private void query(String condition, BiConsumer<String, String> row, String... values) {
        run(() -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT " + key + ", record FROM " + name + condition)) {
                for (int i = 0; i < values.length; i++) {
                    query.setString(i + 1, values[i]);
                }
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        row.accept(rows.getString(1), rows.getString(2));
                    }
                    return true;
                }
            }
        });
    }

    /**
     * Adds a row; does nothing if the id exists.
     *
     * @return whether the row was added
     */
    synchronized boolean insert(String id, String text) {
        return run(() ->
                execute("INSERT INTO " + name + " (" + key + ", record) VALUES (?, ?) ON CONFLICT DO NOTHING", id, text)
                        == 1);
    }

    /**
     * Deletes a row.
     *
     * @return whether the id existed
     */
    synchronized boolean delete(String id) {
        return run(() -> execute("DELETE FROM " + name + " WHERE " + key + " = ?", id) == 1);
    }

    /**
     * Replaces a text with the result of the function, or deletes the row if the result is null. No other process
     * writes meanwhile. If the function throws, nothing is changed.
     *
     * @return whether the id existed
     */
    synchronized boolean change(String id, Function<String, @Nullable String> change) {
        return atomically(() -> run(() -> {
            Optional<String> before = select(id);
            String after = before.isEmpty() ? null : change.apply(before.get());
            if (before.isPresent() && after == null) {
                execute("DELETE FROM " + name + " WHERE " + key + " = ?", id);
            } else if (after != null) {
                execute("UPDATE " + name + " SET record = ?2 WHERE " + key + " = ?1", id, after);
            }
            return before.isPresent();
        }));
    }

    /** Closes the file. Later calls fail. */
    @Override
    public synchronized void close() {
        run(() -> {
            connection.close();
            return true;
        });
    }

    private Optional<String> select(String id) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT record FROM " + name + " WHERE " + key + " = ?")) {
            query.setString(1, id);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private int execute(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private <T> T run(Task<T> task) {
        try {
            return task.run();
        } catch (SQLException e) {
            throw isBusy(e)
                    ? new DataException(
                            ErrorCode.UNAVAILABLE,
                            "Another process is writing the database file " + file + ": try again.",
                            e)
                    : new DataException(
                            ErrorCode.INTERNAL, "The database file " + file + " failed with " + name(e) + ".", e);
        }
    }

    private static boolean isBusy(SQLException e) {
        return is(e, SQLiteErrorCode.SQLITE_BUSY) || is(e, SQLiteErrorCode.SQLITE_LOCKED);
    }

    private static boolean isNoDatabase(SQLException e) {
        return is(e, SQLiteErrorCode.SQLITE_NOTADB) || is(e, SQLiteErrorCode.SQLITE_CORRUPT);
    }

    /**
     * Compares the primary result code, which is the low byte.
     *
     * @see <a href="https://www.sqlite.org/rescode.html">Result codes</a>
     */
    private static boolean is(SQLException e, SQLiteErrorCode primary) {
        return (e.getErrorCode() & 0xff) == primary.code;
    }

    private static String name(SQLException e) {
        return SQLiteErrorCode.getErrorCode(e.getErrorCode()).name();
    }

    private interface Task<T> {
        T run() throws SQLException;
    }
}
