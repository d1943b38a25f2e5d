package io.dataaccount.http.observe;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.audit.JsonLinesAuditLog;
import io.dataaccount.core.port.AuditLog;
import org.slf4j.LoggerFactory;

/** The audit log as lines of JSON on a logger of its own, which the operator sends where it is to be kept. */
public final class AuditLogger {
    /** Of the logger. */
    static final String NAME = "io.dataaccount.audit";

    private AuditLogger() {}

    public static AuditLog log() {
        return new JsonLinesAuditLog(new JacksonCodec(), LoggerFactory.getLogger(NAME)::info);
    }
}
