package io.dataaccount.testkit.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dataaccount.core.model.RoleScope;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.rest.JsonLinesAuditLog;
import io.dataaccount.core.rest.JsonText;
import io.dataaccount.testkit.contract.AuditLogContract;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

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

    private static Map<String, @Nullable Object> record(String line) {
        try {
            return JSON.readValue(line, RECORD);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not one JSON object: " + line, e);
        }
    }

    private static final class Text implements JsonText {
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
