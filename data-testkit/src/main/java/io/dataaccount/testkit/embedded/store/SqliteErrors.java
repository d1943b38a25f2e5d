package io.dataaccount.testkit.embedded.store;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** Translates the errors of SQLite by their result codes. */
final class SqliteErrors {
    private SqliteErrors() {}

    /** The error of a call: UNAVAILABLE if another process has locked the file; INTERNAL otherwise. */
    static DataException translate(SQLException e, Path file) {
        return isBusy(e)
                ? new DataException(
                        ErrorCode.UNAVAILABLE,
                        "Another process is writing the database file " + file + ": try again.",
                        e)
                : new DataException(
                        ErrorCode.INTERNAL, "The database file " + file + " failed with " + name(e) + ".", e);
    }

    /** The error of a start that says what to do. */
    static IllegalStateException notOpened(SQLException e, Path file) {
        return new IllegalStateException(
                isNoDatabase(e)
                        ? "The file " + file + " is not an intact SQLite database (" + name(e)
                                + "). Move it away to start with an empty one, or choose another file."
                        : "The database file " + file + " cannot be opened (" + name(e)
                                + "). Check that it is a file and that this user may write it and its directory.",
                e);
    }

    /** Whether another process or connection has locked the file. */
    static boolean isBusy(SQLException e) {
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
}
