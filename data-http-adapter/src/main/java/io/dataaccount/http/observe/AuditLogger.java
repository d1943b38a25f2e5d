package io.dataaccount.http.observe;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.audit.JsonLinesAuditLog;
import io.dataaccount.core.port.AuditLog;
import org.slf4j.LoggerFactory;

/**
 * Writes the audit log as JSON, one event per line, to its own logger. The operator configures where that logger
 * stores the lines.
 */
public final class AuditLogger {
    /** The name of the logger. */
    static final String NAME = "io.dataaccount.audit";

    private AuditLogger() {}

    /** An audit log that writes to the logger at level INFO. Safe for use by many threads. */
    public static AuditLog log() {
        return new JsonLinesAuditLog(new JacksonCodec(), LoggerFactory.getLogger(NAME)::info);
    }
}
