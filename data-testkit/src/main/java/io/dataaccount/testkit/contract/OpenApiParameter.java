package io.dataaccount.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import java.util.List;
import java.util.stream.Stream;

/** A parameter in the OpenAPI document. */
record OpenApiParameter(String name, boolean inPath, boolean required, boolean number, JsonSchema schema) {
    static OpenApiParameter read(OpenApi openApi, JsonNode node) {
        JsonNode schema = node.get("schema");
        return new OpenApiParameter(
                node.get("name").asText(),
                node.get("in").asText().equals("path"),
                node.path("required").asBoolean(),
                openApi.resolved(schema).path("type").asText().equals("integer"),
                openApi.schema(schema));
    }

    /** @param given the values in the request, in order */
    Stream<Violation> violations(List<String> given) {
        if (given.isEmpty()) {
            return required ? Stream.of(new Violation(name, "is required")) : Stream.empty();
        }
        if (given.size() > 1) {
            return Stream.of(new Violation(name, "is given " + given.size() + " times"));
        }
        return Violation.of(name, schema, value(given.get(0)));
    }

    private JsonNode value(String text) {
        return number && text.matches("[0-9]{1,9}") ? LongNode.valueOf(Long.parseLong(text)) : TextNode.valueOf(text);
    }
}
