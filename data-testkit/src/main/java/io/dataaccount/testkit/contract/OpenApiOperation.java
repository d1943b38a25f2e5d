package io.dataaccount.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import io.dataaccount.core.rest.QueryString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the OpenAPI document.
 *
 * @param body the schema of the request body; null if there is none
 * @param open whether the request body may have fields that are not in the document
 * @param responses the responses by status code
 */
record OpenApiOperation(
        String method,
        String path,
        List<OpenApiParameter> parameters,
        @Nullable JsonSchema body,
        boolean open,
        Map<Integer, OpenApiResponse> responses) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static OpenApiOperation read(OpenApi openApi, String path, JsonNode item, String method, JsonNode node) {
        JsonNode body = node.at("/requestBody/content/application~1json/schema");
        Map<Integer, OpenApiResponse> responses = new LinkedHashMap<>();
        node.path("responses")
                .properties()
                .forEach(each -> responses.put(
                        Integer.valueOf(each.getKey()),
                        OpenApiResponse.read(openApi, openApi.resolved(each.getValue()))));
        return new OpenApiOperation(
                method.toUpperCase(Locale.ROOT),
                path,
                Stream.of(item, node)
                        .flatMap(each -> elements(each.path("parameters")))
                        .map(each -> OpenApiParameter.read(openApi, openApi.resolved(each)))
                        .toList(),
                body.isMissingNode() ? null : openApi.schema(body),
                openApi.resolved(body).path("additionalProperties").isObject(),
                responses);
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** The method and the path template, such as {@code GET /api/v1/usecases}. */
    String route() {
        return method + " " + path;
    }

    boolean isAt(String actual) {
        return actual.matches(path.replaceAll("\\{[^}]*}", "[^/]+").replace(".", "\\."));
    }

    /** @param head whether the request was HEAD, so that the response must have no body */
    List<Violation> violations(RecordedResponse response, boolean head) {
        OpenApiResponse described = responses.get(response.status());
        return described == null
                ? List.of(new Violation("status", response.status() + " is not one of " + responses.keySet()))
                : described.violations(response, head);
    }

    List<Violation> violations(RestCall call) {
        Map<String, List<String>> query = QueryString.decode(call.query());
        Stream<Violation> unknown = query.keySet().stream()
                .filter(name -> parameters.stream()
                        .noneMatch(each -> !each.inPath() && each.name().equals(name)))
                .map(name -> new Violation(name, "is not a parameter"));
        Stream<Violation> known = parameters.stream()
                .flatMap(each -> each.violations(
                        each.inPath()
                                ? List.of(variable(each, call.path()))
                                : query.getOrDefault(each.name(), List.of())));
        return Stream.of(unknown, known, bodyViolations(call))
                .flatMap(each -> each)
                .toList();
    }

    private String variable(OpenApiParameter parameter, String actual) {
        int segment = List.of(path.split("/")).indexOf("{" + parameter.name() + "}");
        return URLDecoder.decode(actual.split("/")[segment], UTF_8);
    }

    private Stream<Violation> bodyViolations(RestCall call) {
        if (body == null || call.body().length == 0) {
            boolean valid = body == null && call.body().length == 0;
            return valid
                    ? Stream.empty()
                    : Stream.of(new Violation("body", body == null ? "is not allowed" : "is required"));
        }
        if (!String.valueOf(call.headers().get("Content-Type")).startsWith("application/json")) {
            return Stream.of(new Violation("Content-Type", "is not application/json"));
        }
        try {
            return Violation.of("", body, JSON.readTree(call.body()));
        } catch (JacksonException e) {
            return Stream.of(new Violation("body", e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
