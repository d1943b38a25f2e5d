package io.dataaccount.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import java.util.List;
import java.util.Map.Entry;
import java.util.stream.Stream;

/**
 * A response in the OpenAPI document.
 *
 * @param headers names of the required headers
 * @param body the schema of the JSON body
 */
record OpenApiResponse(List<String> headers, String contentType, JsonSchema body) {
    static OpenApiResponse read(OpenApi openApi, JsonNode node) {
        Entry<String, JsonNode> content =
                node.get("content").properties().iterator().next();
        List<String> headers = node.path("headers").properties().stream()
                .filter(each ->
                        openApi.resolved(each.getValue()).path("required").asBoolean())
                .map(Entry::getKey)
                .toList();
        return new OpenApiResponse(
                headers, content.getKey(), openApi.schema(content.getValue().get("schema")));
    }

    /** @param head whether the request was HEAD, so that the response must have no body */
    List<Violation> violations(RecordedResponse response, boolean head) {
        Stream<Violation> missing = headers.stream()
                .filter(name -> response.header(name).isEmpty())
                .map(name -> new Violation(name, "is missing"));
        Stream<Violation> type =
                response.header("Content-Type").filter(contentType::equals).isPresent()
                        ? Stream.empty()
                        : Stream.of(new Violation("Content-Type", "is not " + contentType));
        return Stream.of(missing, type, head ? empty(response) : Violation.of("", body, response.json()))
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<Violation> empty(RecordedResponse response) {
        return response.body().length == 0
                ? Stream.empty()
                : Stream.of(new Violation("body", "is not allowed in the response to HEAD"));
    }
}
