package io.dataaccount.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dataaccount.core.audit.JsonLinesAuditLog;
import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.testkit.contract.AuditLogContract;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonLinesAuditLogTest extends AuditLogContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable Object>> RECORD = new TypeReference<>() {};

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final JsonLinesAuditLog log = new JsonLinesAuditLog(new Text(), lines::add);

    @Override
    protected AuditLog log() {
        return log;
    }

    @Override
    protected List<Map<String, @Nullable Object>> records(RoleScope scope) {
        return lines.stream()
                .map(JsonLinesAuditLogTest::record)
                .filter(record -> scope.value().equals(record.get("usecase_id")))
                .toList();
    }

    @Test
    void line_isSafeToShowInATerminal() {
        log.write(new AuditEvent(
                "event-1",
                Instant.EPOCH,
                new UserId("ana"),
                "grant_upload",
                "object",
                "a\u202egpj.exe\u009b2J\u007f\u2028b",
                RoleScope.GLOBAL,
                AuditEvent.Result.SUCCESS,
                Map.of()));
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"a\\u202egpj.exe\\u009b2J\\u007f\\u2028b\"")
                .matches("[ -~]*");
        assertThat(record(lines.get(0))).containsEntry("resource_id", "a\u202egpj.exe\u009b2J\u007f\u2028b");
    }

    private static Map<String, @Nullable Object> record(String line) {
        try {
            return JSON.readValue(line, RECORD);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not one JSON object: " + line, e);
        }
    }

    private static final class Text implements JsonCodec {
        @Override
        public @Nullable Object read(String text) {
            throw new UnsupportedOperationException("a log is not read");
        }

        @Override
        public void write(Object tree, OutputStream out) throws IOException {
            out.write(JSON.writeValueAsBytes(tree));
        }
    }
}
