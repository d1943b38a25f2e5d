package io.dataaccount.aws.s3;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeVisitor;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** Writes a policy document back as JSON, which the SDK's tree cannot do of itself. */
final class PolicyText implements JsonNodeVisitor<JsonWriter> {
    private final JsonWriter out;

    private PolicyText(JsonWriter out) {
        this.out = out;
    }

    static String of(Map<String, JsonNode> document, List<JsonNode> statements) {
        try (JsonWriter writer = JsonWriter.create()) {
            PolicyText text = new PolicyText(writer);
            writer.writeStartObject();
            document.forEach((name, value) -> {
                if (!name.equals("Statement")) {
                    value.visit(text.named(name));
                }
            });
            writer.writeFieldName("Statement");
            text.visitArray(statements);
            writer.writeEndObject();
            return new String(writer.getBytes(), StandardCharsets.UTF_8);
        }
    }

    private PolicyText named(String name) {
        out.writeFieldName(name);
        return this;
    }

    @Override
    public JsonWriter visitNull() {
        return out.writeNull();
    }

    @Override
    public JsonWriter visitBoolean(boolean value) {
        return out.writeValue(value);
    }

    @Override
    public JsonWriter visitNumber(String value) {
        return out.writeNumber(value);
    }

    @Override
    public JsonWriter visitString(String value) {
        return out.writeValue(value);
    }

    @Override
    public JsonWriter visitArray(List<JsonNode> values) {
        out.writeStartArray();
        values.forEach(value -> value.visit(this));
        return out.writeEndArray();
    }

    @Override
    public JsonWriter visitObject(Map<String, JsonNode> object) {
        out.writeStartObject();
        object.forEach((name, value) -> value.visit(named(name)));
        return out.writeEndObject();
    }

    @Override
    public JsonWriter visitEmbeddedObject(Object embedded) {
        throw new IllegalArgumentException("JSON has no such value: " + embedded.getClass());
    }
}
