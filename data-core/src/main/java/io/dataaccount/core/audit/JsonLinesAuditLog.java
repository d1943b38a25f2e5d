package io.dataaccount.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.port.AuditReader;
import io.dataaccount.core.record.AuditRecord;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An audit log of lines. Each line is one JSON object that is safe to show in a terminal. The log is append-only: an
 * event that is written when a call starts and again when it ends is two lines with the same {@code event_id}. Safe for
 * use by many threads if the consumer of the lines is.
 */
public final class JsonLinesAuditLog implements AuditLog {
    private final JsonCodec json;
    private final Consumer<String> lines;

    /**
     * Creates a log.
     *
     * @param json writes the events
     * @param lines receives each line without a line end, for example a dedicated logger
     */
    public JsonLinesAuditLog(JsonCodec json, Consumer<String> lines) {
        this.json = requireNonNull(json, "json is null");
        this.lines = requireNonNull(lines, "lines is null");
    }

    @Override
    public void write(AuditEvent event) {
        lines.accept(SafeText.json(new String(json.write(AuditRecord.of(event)), UTF_8)));
    }

    /** Empty: the lines cannot be read back. */
    @Override
    public Optional<AuditReader> reader() {
        return Optional.empty();
    }
}
