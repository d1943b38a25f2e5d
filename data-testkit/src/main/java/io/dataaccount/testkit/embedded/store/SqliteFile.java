package io.dataaccount.testkit.embedded.store;

import io.dataaccount.core.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;

/**
 * An open SQLite file. It has one connection, used by one thread at a time. If another process has locked the file,
 * calls wait up to ten seconds, and then fail with UNAVAILABLE. The caller closes it.
 */
final class SqliteFile implements AutoCloseable {
    private static final int MAX_WAIT_MILLIS = 10_000;

    private final Path file;
    private final Connection connection;
    private boolean inTransaction;

    private SqliteFile(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens the file. Creates the file and its directory if they are missing.
     *
     * @param definitions SQL that creates tables and indexes if they are missing
     * @throws IllegalStateException if the file cannot be opened or created, or is not an SQLite database
     */
    static SqliteFile open(Path file, List<String> definitions) {
        Path absolute = file.toAbsolutePath();
        try {
            createPrivate(absolute);
            return openUnlessBusy(absolute, definitions);
        } catch (SQLException e) {
            throw SqliteErrors.notOpened(e, absolute);
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
    private static SqliteFile openUnlessBusy(Path file, List<String> definitions) throws SQLException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_WAIT_MILLIS);
        while (true) {
            try {
                Connection connection = connect(file);
                define(connection, definitions);
                return new SqliteFile(file, connection);
            } catch (SQLException e) {
                if (!SqliteErrors.isBusy(e) || System.nanoTime() - end >= 0) {
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

    private static void define(Connection connection, List<String> definitions) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String definition : definitions) {
                statement.execute(definition);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Runs the work in one transaction. If the work throws, nothing is changed. No other process writes meanwhile.
     *
     * @param work uses the file only through this object
     */
    synchronized <T> T atomically(Supplier<T> work) {
        return run(connected -> {
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

    /** Runs one statement that changes something; returns the number of rows. The values are strings or longs. */
    synchronized int execute(String sql, Object... values) {
        return run(connected -> {
            try (PreparedStatement statement = prepare(connected, sql, values)) {
                return statement.executeUpdate();
            }
        });
    }

    /** A statement with its values, which are strings or longs. */
    static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /**
     * Runs the task. Other threads wait meanwhile.
     *
     * @throws DataException UNAVAILABLE if the file is locked for too long; INTERNAL if SQLite fails otherwise
     */
    synchronized <T> T run(Task<T> task) {
        try {
            return task.run(connection);
        } catch (SQLException e) {
            throw SqliteErrors.translate(e, file);
        }
    }

    /** Closes the file. Later calls fail. */
    @Override
    public synchronized void close() {
        run(connected -> {
            connected.close();
            return true;
        });
    }

    interface Task<T> {
        T run(Connection connection) throws SQLException;
    }
}
