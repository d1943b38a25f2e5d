package io.dataaccount.testkit.embedded.store;

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
 * A table of texts by id in an SQLite file: all that is SQL. One connection, used by one thread at a time; other
 * processes that have the file open are waited for.
 */
@Internal
public final class SqliteTable implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

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
     * Opens the file, and creates what is missing of it and of its directory.
     *
     * @param name of the table, as SQL has it
     * @param key of the column with the id, as SQL has it
     * @throws IllegalStateException if that cannot be done, or the file is something else
     */
    public static SqliteTable open(Path file, String name, String key) {
        Path absolute = file.toAbsolutePath();
        try {
            createPrivate(absolute);
            return openUnlessBusy(absolute, name, key);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    isNoDatabase(e)
                            ? "The file " + absolute + " is no intact SQLite database (" + name(e)
                                    + "). Move it out of the way to begin with an empty one, or name another file."
                            : "The database file " + absolute + " cannot be opened (" + name(e)
                                    + "). Check that it is a file and that this user may write it and its directory.",
                    e);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The database file " + absolute
                            + " or its directory cannot be created. Check who may write there, or name another file.",
                    e);
        }
    }

    /**
     * Tries again while others open the same file. SQLite reports some locks at once, however long it was told to wait: that
     * of the change of the journal mode is one.
     *
     * @see <a href="https://www.sqlite.org/wal.html#sometimes_queries_return_sqlite_busy_in_wal_mode">SQLITE_BUSY in WAL mode</a>
     */
    private static SqliteTable openUnlessBusy(Path file, String name, String key) throws SQLException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
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
     * Before SQLite does, which would let everybody read it. SQLite gives the files beside it the same permissions.
     *
     * @see <a href="https://www.sqlite.org/src/file/src/os_unix.c">findCreateFileMode</a>
     */
    private static void createPrivate(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory != null) {
            PrivateFiles.createMissing(directory);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return; // which SQLite refuses
        }
        PrivateFiles.ownFile(file);
        for (String beside : List.of("-wal", "-shm", "-journal")) {
            PrivateFiles.protectIfThere(file.resolveSibling(file.getFileName() + beside));
        }
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE_MILLIS);
        config.setJournalMode(JournalMode.WAL);
        // as a URI, for in a plain name the driver takes what follows a question mark for settings
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

    /** Creates another table of the same file if it is missing, so that {@link #existsIn} can ask for it. */
    synchronized SqliteTable beside(String table, String keyColumn) {
        run(() -> {
            create(table, keyColumn);
            return true;
        });
        return this;
    }

    /** Whether another table of the same file has the id. */
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
     * How many guarded writes there have been to the file. SQLite keeps the number in the file's header, and it is part of a
     * transaction as everything else.
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
     * Does several things as one: all of them or, if one fails, none, with nobody else writing in between.
     *
     * @param work calls this table and nothing else of the file
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

    public synchronized Optional<String> find(String id) {
        return run(() -> select(id));
    }

    /** Calls with every id and text; the table is locked meanwhile. */
    synchronized void forEach(BiConsumer<String, String> row) {
        run(() -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT " + key + ", record FROM " + name);
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    row.accept(rows.getString(1), rows.getString(2));
                }
                return true;
            }
        });
    }

    /** Whether there was none of that id. */
    synchronized boolean insert(String id, String text) {
        return run(() ->
                execute("INSERT INTO " + name + " (" + key + ", record) VALUES (?, ?) ON CONFLICT DO NOTHING", id, text)
                        == 1);
    }

    /** Whether there was one of that id. */
    synchronized boolean delete(String id) {
        return run(() -> execute("DELETE FROM " + name + " WHERE " + key + " = ?", id) == 1);
    }

    /**
     * Replaces a text by what is made of it, or removes it if that is null, with nobody else writing in between. If the
     * making fails, nothing is changed.
     *
     * @return whether there was one of that id
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
                            "The database file " + file + " is being written by others: try again.",
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

    /** The low byte of a code is its kind. */
    private static boolean is(SQLException e, SQLiteErrorCode kind) {
        return (e.getErrorCode() & 0xff) == kind.code;
    }

    private static String name(SQLException e) {
        return SQLiteErrorCode.getErrorCode(e.getErrorCode()).name();
    }

    private interface Task<T> {
        T run() throws SQLException;
    }
}
