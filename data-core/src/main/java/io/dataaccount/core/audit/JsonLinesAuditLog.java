package io.dataaccount.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.record.AuditRecord;
import java.util.function.Consumer;

/**
 * An audit log of lines, each one JSON object that is safe to show in a terminal. It only grows: an event that is written a
 * second time, as one is that began and then ended, is two lines of one {@code event_id}. Safe for use by many threads if where the lines go is.
 */
public final class JsonLinesAuditLog implements AuditLog {
    private final JsonCodec json;
    private final Consumer<String> lines;

    /** @param lines takes each line without its end, such as a logger of its own */
    public JsonLinesAuditLog(JsonCodec json, Consumer<String> lines) {
        this.json = requireNonNull(json, "json is null");
        this.lines = requireNonNull(lines, "lines is null");
    }

    @Override
    public void write(AuditEvent event) {
        lines.accept(SafeText.json(new String(json.write(AuditRecord.of(event)), UTF_8)));
    }
}
