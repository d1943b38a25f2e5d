package io.dataaccount.testkit.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.dataaccount.core.rest.RestApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A description of the contract, to hold requests and answers to. Safe for use by many threads. */
final class OpenApi {
    /** Where the validator, which knows schemas and not descriptions, finds those that others refer to. */
    private static final String COMPONENTS = "https://data-account.invalid/components";

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .build();

    /** The one that the contract serves; below what it is made with. */
    static final OpenApi SERVED = new OpenApi(read());

    private final JsonNode document;
    private final JsonSchemaFactory schemas;
    private final List<OpenApiOperation> operations;
    private final JsonSchema problem;

    /** @param document whose references stay within it */
    OpenApi(JsonNode document) {
        this.document = document;
        String components = "{\"$defs\":" + schemaText(document.at("/components/schemas")) + "}";
        this.schemas = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(COMPONENTS, components))));
        this.operations = document.path("paths").properties().stream()
                .flatMap(path -> operations(path.getKey(), path.getValue()))
                .toList();
        this.problem = component("Problem");
    }

    private Stream<OpenApiOperation> operations(String path, JsonNode item) {
        return item.properties().stream()
                .filter(each -> !each.getKey().equals("parameters"))
                .map(each -> OpenApiOperation.read(this, path, item, each.getKey(), each.getValue()));
    }

    private static JsonNode read() {
        try (InputStream in = requireNonNull(RestApi.class.getResourceAsStream("openapi.json"), "no openapi.json")) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode document() {
        return document;
    }

    List<OpenApiOperation> operations() {
        return operations;
    }

    JsonSchema problem() {
        return problem;
    }

    /** The schema of that name. */
    JsonSchema component(String name) {
        return schema(document.at("/components/schemas/" + name));
    }

    /** What the node is, or what it refers to. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** @param node of this document */
    JsonSchema schema(JsonNode node) {
        return schemas.getSchema(schemaText(node), CONFIG);
    }

    private static String schemaText(JsonNode node) {
        return node.toString().replace("\"$ref\":\"#/components/schemas/", "\"$ref\":\"" + COMPONENTS + "#/$defs/");
    }

    /** The operation that the request is for, if there is one. */
    Optional<OpenApiOperation> operation(RestCall call) {
        String method = call.method().equals("HEAD") ? "GET" : call.method();
        return at(call).filter(each -> each.method().equals(method)).findFirst();
    }

    /** The methods that the path of the request takes. */
    List<String> methods(RestCall call) {
        return at(call).map(OpenApiOperation::method).toList();
    }

    private Stream<OpenApiOperation> at(RestCall call) {
        return operations.stream().filter(each -> each.isAt(call.path()));
    }
}
