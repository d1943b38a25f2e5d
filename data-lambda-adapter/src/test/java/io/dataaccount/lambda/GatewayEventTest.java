package io.dataaccount.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.rest.RestRequest;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.RestCall;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayEventTest {
    private static final RestCall CALL = new RestCall(
            "POST",
            "/api/v1/usecases?prefix=raw%2Fa+b%2Bc&x=1&x=2",
            Map.of("CONTENT-type", "application/json", "X-Http-Method-Override", "DELETE"),
            "{\"name\":\"ü\"}".getBytes(UTF_8));

    @ParameterizedTest
    @EnumSource
    void read_ofEachGateway_isTheRequest(Gateway gateway) {
        RestRequest request = request(gateway.event(CALL));
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/api/v1/usecases");
        assertThat(request.query()).isEqualTo(Map.of("prefix", List.of("raw/a b+c"), "x", List.of("1", "2")));
        assertThat(request.contentType()).isEqualTo("application/json");
        assertThat(request.body()).isEqualTo(CALL.body());
    }

    @ParameterizedTest
    @EnumSource
    void read_ofABase64Body_decodesIt(Gateway gateway) {
        byte[] bytes = {(byte) 0xff, 0, 1, 2};
        ObjectNode event = gateway.event()
                .put("body", Base64.getEncoder().encodeToString(bytes))
                .put("isBase64Encoded", true);
        assertThat(request(event).body()).isEqualTo(bytes);
        event.put("body", "no base64!");
        assertRefused(event, "body");
    }

    @ParameterizedTest
    @EnumSource
    void read_withoutBody_isEmpty(Gateway gateway) {
        ObjectNode event = gateway.event();
        event.remove("body");
        assertThat(request(event).body()).isEmpty();
        assertThat(request(event.putNull("body")).body()).isEmpty();
    }

    @Test
    void read_ofAResourceWithId_takesThePathAsItIs() {
        RestRequest request = request(Gateway.file("rest-api-portal"));
        assertThat(request.path()).isEqualTo("/api/v1/usecases/uc-1/data/folders");
        assertThat(request.query()).isEqualTo(Map.of("prefix", List.of("raw/a b+c")));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/usecases, /api/v1/usecases",
        "/api/v1, /api/v1",
        "/prod/api/v1/usecases, /api/v1/usecases",
        "/data/prod/api/v1/usecases/uc-1/data/buckets, /api/v1/usecases/uc-1/data/buckets",
        "/api/v1/usecases/api/v1/usecases, /api/v1/usecases/api/v1/usecases",
        "/api/v10/api/v1/usecases, /api/v1/usecases",
        "/api/v1/usecases/a%2Fb, /api/v1/usecases/a%2Fb",
        "/api/v10/usecases, /api/v10/usecases",
        "/my-api/v1/usecases, /my-api/v1/usecases",
        "/, /"
    })
    void path_behindAStageOrAMapping_beginsWhereTheContractDoes(String path, String expected) {
        assertThat(request(Gateway.REST_API.event().put("path", path)).path()).isEqualTo(expected);
        assertThat(request(Gateway.HTTP_API.event().put("rawPath", path)).path())
                .isEqualTo(expected);
    }

    /** The path of each operation, with ids that are also names in a path. */
    static Stream<String> contractPaths() {
        return new InMemoryFixture(new JacksonCodec())
                .api().routes().stream()
                        .map(route -> route.substring(route.indexOf(' ') + 1))
                        .distinct()
                        .flatMap(path -> Stream.of("uc-1", "api", "v1", "api.v1", "usecases", "data", "openapi.json")
                                .map(id -> path.replace("{usecase_id}", id)))
                        .distinct();
    }

    /** The name of a stage, the base path of an API mapping, and both. */
    @ParameterizedTest
    @MethodSource("contractPaths")
    void path_behindAnyPrefix_isTheSame(String path) {
        for (String prefix : List.of(
                "",
                "/api/v1",
                "/api/v1/api/v1",
                "/api/v1/prod",
                "/api/v1/data",
                "/api/v1/v1",
                "/api/v1/usecase",
                "/api/v1/openapi.json",
                "/api",
                "/v1",
                "/api/v10",
                "/my-api/v1",
                "/usecases",
                "/data/prod",
                "/$default",
                "/a%20b",
                "/a%2Fb")) {
            String sent = prefix + path;
            assertThat(request(Gateway.REST_API.event().put("path", sent)).path())
                    .as(sent)
                    .isEqualTo(path);
            for (Gateway gateway : List.of(Gateway.HTTP_API, Gateway.FUNCTION_URL)) {
                assertThat(request(gateway.event().put("rawPath", sent)).path())
                        .as(sent)
                        .isEqualTo(path);
            }
        }
    }

    /** Events of a REST API behind a custom domain name the base path of the mapping. */
    @ParameterizedTest
    @CsvSource({
        "(none), /api/v1/usecases/u1, /api/v1/usecases/u1",
        "(none), /prod/api/v1/usecases/u1, /api/v1/usecases/u1",
        "data, /data/api/v1/usecases/u1, /api/v1/usecases/u1",
        "data, /data/prod/api/v1/usecases/u1, /api/v1/usecases/u1",
        "api, /api/api/v1/usecases/u1, /api/v1/usecases/u1",
        "api/v1, /api/v1/api/v1/usecases/u1, /api/v1/usecases/u1",
        "api/v1, /api/v1/prod/api/v1/usecases/u1, /api/v1/usecases/u1",
        "api/v1, /api/v1/usecases/u1, /api/v1/usecases/u1",
        "api/v1, /api/v1/usecases/api, /api/v1/usecases/api",
        "api/v1, /api/v1/openapi.json, /api/v1/openapi.json",
        "api/v1/usecases, /api/v1/usecases/api/v1/usecases/u1, /api/v1/usecases/u1",
        "api/v1/usecases, /api/v1/usecases/api/v1/usecases/api, /api/v1/usecases/api",
        "api/v1/usecases, /api/v1/usecases/u1, /api/v1/usecases/u1",
        "api/v1/usecases/api, /api/v1/usecases/api/api/v1/usecases/u1, /api/v1/usecases/u1",
        "other, /api/v1/usecases/u1, /api/v1/usecases/u1",
        "api/v1, /api/v10/usecases, /api/v10/usecases"
    })
    void path_behindANamedMapping_beginsWhereTheContractDoes(String mapping, String path, String expected) {
        ObjectNode event = Gateway.REST_API.event().put("path", path);
        Gateway.context(event).withObject("/customDomain").put("basePathMatched", mapping);
        assertThat(request(event).path()).isEqualTo(expected);
    }

    @Test
    void restApi_withSingleValuesOnly_takesThem() {
        ObjectNode event = Gateway.REST_API.event(CALL);
        event.remove(List.of("multiValueQueryStringParameters", "multiValueHeaders"));
        RestRequest request = request(event);
        assertThat(request.query()).isEqualTo(Map.of("prefix", List.of("raw/a b+c"), "x", List.of("2")));
        assertThat(request.contentType()).isEqualTo("application/json");
    }

    @Test
    void header_sentTwice_hasBothValues() {
        ObjectNode event = Gateway.REST_API.event(CALL);
        event.withObject("/multiValueHeaders").withArray("content-TYPE").add("text/html");
        assertThat(request(event).contentType()).isEqualTo("application/json, text/html");
    }

    @ParameterizedTest
    @EnumSource
    void requestId_isTheClientsOrElseTheGateways(Gateway gateway) {
        ObjectNode event = gateway.event();
        assertThat(request(event).requestId())
                .isEqualTo(Gateway.context(event).get("requestId").asText());
        gateway.header(event, "X-Request-Id", "the-clients-own");
        assertThat(request(event).requestId()).isEqualTo("the-clients-own");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "null",
                "[]",
                "\"x\"",
                "7",
                "{} {}",
                "{\"Records\":[{\"eventSource\":\"aws:s3\"}]}",
                "{\"requestContext\":{\"connectionId\":\"c\",\"eventType\":\"MESSAGE\"},\"body\":\"{}\"}",
                "{\"requestContext\":{\"elb\":{}},\"httpMethod\":\"GET\",\"path\":\"/api/v1/usecases\"}"
            })
    void read_ofAnotherEvent_isRefused(String event) {
        assertThatThrownBy(() -> GatewayEvent.read(event.getBytes(UTF_8), new JacksonCodec(), AcceptedClients.ANY))
                .isInstanceOfSatisfying(
                        DataException.class,
                        e -> assertThat(e.code()).isIn(ErrorCode.MALFORMED_JSON, ErrorCode.INVALID_INPUT))
                .hasMessageStartingWith("The event is");
    }

    static Stream<ObjectNode> broken() {
        ObjectNode noPath = Gateway.REST_API.event();
        noPath.remove("path");
        ObjectNode badHeader = Gateway.HTTP_API.event();
        badHeader.withObject("/headers").put("content-type", 7);
        ObjectNode badQuery = Gateway.REST_API.event();
        badQuery.putArray("multiValueQueryStringParameters").add("x");
        ObjectNode badValue = Gateway.REST_API.event();
        badValue.withObject("/multiValueQueryStringParameters").putArray("x").addNull();
        ObjectNode noMethod = Gateway.HTTP_API.event();
        Gateway.context(noMethod).withObject("/http").remove("method");
        return Stream.of(
                noPath,
                badHeader,
                badQuery,
                badValue,
                noMethod,
                Gateway.REST_API.event().put("httpMethod", 7),
                Gateway.HTTP_API.event().put("rawQueryString", true),
                Gateway.FUNCTION_URL.event().put("body", 7),
                Gateway.FUNCTION_URL.event().put("isBase64Encoded", "yes"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void read_ofABrokenEvent_isRefused(ObjectNode event) {
        assertThatThrownBy(() -> request(event))
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT));
    }

    private static void assertRefused(ObjectNode event, String field) {
        assertThatThrownBy(() -> request(event))
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.field()).contains(field));
    }

    private static RestRequest request(ObjectNode event) {
        return GatewayEvent.read(event.toString().getBytes(UTF_8), new JacksonCodec(), AcceptedClients.ANY)
                .request();
    }
}
