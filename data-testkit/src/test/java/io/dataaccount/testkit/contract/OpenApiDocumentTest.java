package io.dataaccount.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.service.Action;
import io.dataaccount.core.service.DataAccountService;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Checks the OpenAPI document of the API against the standard, against itself, and against the code. */
class OpenApiDocumentTest {
    private static final Set<ErrorCode> BEFORE_ANY_OPERATION = EnumSet.of(
            ErrorCode.NO_SUCH_ROUTE,
            ErrorCode.METHOD_NOT_ALLOWED,
            ErrorCode.MALFORMED_REQUEST,
            ErrorCode.URI_TOO_LONG,
            ErrorCode.HEADERS_TOO_LARGE,
            ErrorCode.MISDIRECTED_REQUEST,
            ErrorCode.ORIGIN_NOT_ALLOWED,
            ErrorCode.HTTP_VERSION_NOT_SUPPORTED);

    /** Values that violate rules which a schema cannot express; the descriptions contain these rules. */
    private static final List<String> ONLY_IN_WORDS = List.of("1e3", "xxxx", "üüüü");

    private static final JsonNode DOCUMENT = OpenApi.SERVED.document();

    @Test
    void document_isOpenApi() {
        assertThat(new OpenAPIV3Parser().readContents(DOCUMENT.toString()).getMessages())
                .isEmpty();
        assertThat(DOCUMENT.get("openapi").asText()).isEqualTo("3.1.1");
    }

    @TestFactory
    Stream<DynamicTest> schema_isJsonSchema() {
        JsonSchema metaSchema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        return schemas()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertThat(metaSchema.validate(schema(name))).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> examples_matchTheirSchemas() {
        return schemas()
                .filter(name -> schema(name).has("examples"))
                .flatMap(name -> elements(schema(name).get("examples"))
                        .map(example -> DynamicTest.dynamicTest(
                                name,
                                () -> assertThat(OpenApi.SERVED.component(name).validate(example))
                                        .isEmpty())));
    }

    @Test
    void operations_areTheRoutesOfTheContract() {
        assertThat(OpenApi.SERVED.operations())
                .extracting(OpenApiOperation::route)
                .as("the paths of openapi.json and the routes of Operations")
                .containsExactlyInAnyOrderElementsOf(
                        new InMemoryFixture(new NoJson()).api().routes());
    }

    @Test
    void operationIds_areTheComponentsOfDataAccountService() {
        List<String> verbs = new ArrayList<>(List.of("getOpenApi"));
        Stream.of(DataAccountService.class.getRecordComponents())
                .map(RecordComponent::getName)
                .forEach(verbs::add);
        assertThat(DOCUMENT.findValuesAsText("operationId"))
                .as("the operationIds of openapi.json and the record components of DataAccountService")
                .containsExactlyInAnyOrderElementsOf(verbs);
    }

    @Test
    void operationsWithoutAuthentication_areThePublicOnes() {
        DOCUMENT.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(each -> assertThat(each.getValue().has("security"))
                                .as(each.getKey() + " " + path.getKey())
                                .isEqualTo(RestApi.isPublic(
                                        each.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey()))));
    }

    @Test
    void references_resolveAndNoComponentIsUnused() {
        Set<String> used = new HashSet<>(DOCUMENT.findValuesAsText("$ref"));
        assertThat(used)
                .allSatisfy(each -> assertThat(DOCUMENT.at(each.substring(1)).isMissingNode())
                        .isFalse());
        for (String kind : List.of("schemas", "responses", "parameters", "headers")) {
            DOCUMENT.at("/components/" + kind)
                    .fieldNames()
                    .forEachRemaining(name -> assertThat(used).contains("#/components/" + kind + "/" + name));
        }
    }

    @Test
    void enumerations_areThoseOfTheCode() {
        assertThat(elements(schema("ErrorCode").get("enum")).map(JsonNode::asText))
                .as("the enum of the schema ErrorCode in openapi.json")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ErrorCode.values()).map(ErrorCode::id).toList());
        assertThat(elements(schema("Role").get("enum")).map(JsonNode::asText))
                .as("the enum of the schema Role in openapi.json")
                .containsExactlyElementsOf(
                        Stream.of(Role.values()).map(Role::id).toList());
        assertThat(elements(schema("AuditAction").get("examples")).map(JsonNode::asText))
                .as("the examples of the schema AuditAction in openapi.json")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Action.values()).map(Action::id).toList());
    }

    /** Codes that a server sends before a request reaches an operation are not in the responses of operations. */
    @Test
    void errorCodes_areInTheDescriptionOfAResponse() {
        String descriptions = DOCUMENT.at("/components/responses").findValuesAsText("description").stream()
                .collect(Collectors.joining());
        assertThat(Stream.of(ErrorCode.values())
                        .filter(code -> !BEFORE_ANY_OPERATION.contains(code))
                        .map(code -> "`" + code.id() + "`"))
                .as("codes that a description in components/responses of openapi.json must name")
                .filteredOn(name -> !descriptions.contains(name))
                .isEmpty();
    }

    @Test
    void retryAfter_isInTheResponsesOfRetryableCodesAlone() {
        for (ErrorCode code : ErrorCode.values()) {
            String name = "`" + code.id() + "`";
            assertThat(schema("ErrorCode").get("description").asText().contains(name))
                    .as("the description of ErrorCode names %s", name)
                    .isEqualTo(code.retryable());
            DOCUMENT.at("/components/responses").properties().stream()
                    .map(Map.Entry::getValue)
                    .filter(response -> response.get("description").asText().contains(name))
                    .forEach(response -> assertThat(
                                    response.at("/headers/Retry-After").isMissingNode())
                            .as("the response of %s has no Retry-After", name)
                            .isEqualTo(!code.retryable()));
        }
    }

    /** The contract suite only shows that accepted requests are described, not that described requests are accepted. */
    @TestFactory
    Stream<DynamicTest> request_thatTheContractRefuses_isNotDescribed() {
        return RestRefusals.fields()
                .filter(refusal -> ONLY_IN_WORDS.stream().noneMatch(refusal.name()::contains))
                .map(refusal -> DynamicTest.dynamicTest(
                        refusal.name(),
                        () -> assertThat(OpenApi.SERVED
                                        .operation(refusal.call())
                                        .orElseThrow()
                                        .violations(refusal.call()))
                                .isNotEmpty()));
    }

    private static Stream<String> schemas() {
        return DOCUMENT.at("/components/schemas").properties().stream().map(each -> each.getKey());
    }

    private static JsonNode schema(String name) {
        return DOCUMENT.at("/components/schemas/" + name);
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** The codec of an API that no test calls. */
    private static final class NoJson implements JsonCodec {
        @Override
        public Object read(String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(Object tree, OutputStream out) {
            throw new UnsupportedOperationException();
        }
    }
}
