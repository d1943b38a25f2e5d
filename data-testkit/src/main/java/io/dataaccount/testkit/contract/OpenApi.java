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

/** An OpenAPI document, for the validation of requests and responses. Safe for use by many threads. */
final class OpenApi {
    /**
     * Base URI of the component schemas. The validator resolves references in schemas, but not in OpenAPI documents.
     */
    private static final String COMPONENTS = "https://data-account.invalid/components";

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .build();

    /** The document that the API serves. Declared after CONFIG because static initialisation order matters. */
    static final OpenApi SERVED = new OpenApi(read());

    private final JsonNode document;
    private final JsonSchemaFactory schemas;
    private final List<OpenApiOperation> operations;
    private final JsonSchema problem;

    /** @param document an OpenAPI document without references to other documents */
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

    /** The component schema with this name. */
    JsonSchema component(String name) {
        return schema(document.at("/components/schemas/" + name));
    }

    /** The node, or the node that its {@code $ref} names. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** @param node a schema in this document */
    JsonSchema schema(JsonNode node) {
        return schemas.getSchema(schemaText(node), CONFIG);
    }

    private static String schemaText(JsonNode node) {
        return node.toString().replace("\"$ref\":\"#/components/schemas/", "\"$ref\":\"" + COMPONENTS + "#/$defs/");
    }

    /** The operation of the request; empty if the document has none. A HEAD request has the operation of GET. */
    Optional<OpenApiOperation> operation(RestCall call) {
        String method = call.method().equals("HEAD") ? "GET" : call.method();
        return at(call).filter(each -> each.method().equals(method)).findFirst();
    }

    /** The methods that the document has for the path of the request. */
    List<String> methods(RestCall call) {
        return at(call).map(OpenApiOperation::method).toList();
    }

    private Stream<OpenApiOperation> at(RestCall call) {
        return operations.stream().filter(each -> each.isAt(call.path()));
    }
}
