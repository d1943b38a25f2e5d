package io.dataaccount.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Contract of every inbound adapter, with any stores. An implementer sends requests through the adapter as a caller
 * with all permissions. Each test creates its own use cases and buckets with random names, so the tests may share a
 * server.
 */
public abstract class RestContract extends RestEncodingContract {
    private static final int MAX_BODY = 1 << 20;

    /** Calls with a body. They refuse an invalid body even if the use case does not exist. */
    private static final List<String> POSTS = List.of(
            USECASES,
            data("any", "buckets"),
            data("any", "folders"),
            data("any", "upload-url"),
            data("any", "batch-upload-urls"),
            data("any", "multipart-upload-urls"),
            data("any", "configure"),
            usecase("any") + "/roles");

    @TestFactory
    protected Stream<DynamicTest> body_thatIsNotAnObject_isRefused() {
        return POSTS.stream()
                .flatMap(target -> Stream.of(
                                new Refusal("nothing", RestCall.of("POST", target), 400, "malformed_json", ""),
                                ofBody("null", target, "null", "invalid_input", ""),
                                ofBody("a list", target, "[]", "invalid_input", ""),
                                ofBody("a string", target, "\"x\"", "invalid_input", ""),
                                ofBody("cut off", target, "{\"bucket\":\"my-d", "malformed_json", ""),
                                ofBody("trailing comma", target, "{\"bucket\":\"my-data\",}", "malformed_json", ""),
                                ofBody("text behind it", target, "{} x", "malformed_json", ""),
                                ofBody("a second text", target, "{}{}", "malformed_json", ""),
                                ofBody(
                                        "deep lists",
                                        target,
                                        "[".repeat(10_000) + "]".repeat(10_000),
                                        "malformed_json",
                                        ""),
                                ofBody("deep objects", target, "{\"a\":".repeat(10_000), "malformed_json", ""),
                                ofBody("half a character", target, "{\"name\":\"\\ud800\"}", "malformed_json", ""),
                                ofBody("its other half", target, "{\"name\":\"a\\udc00b\"}", "malformed_json", ""),
                                ofBody("halves turned", target, "{\"\\udc00\\ud800\":1}", "malformed_json", ""),
                                ofBody(
                                        "a field twice",
                                        target,
                                        "{\"key\":\"a\",\"key\":\"b\"}",
                                        "invalid_input",
                                        "key"),
                                new Refusal(
                                        "not UTF-8",
                                        RestCall.json("POST", target, "{\"key\":\"größe\"}".getBytes(ISO_8859_1)),
                                        400,
                                        "malformed_json",
                                        ""),
                                new Refusal(
                                        "form",
                                        RestCall.of("POST", target)
                                                .with("Content-Type", "application/x-www-form-urlencoded")
                                                .body("bucket=my-data"),
                                        415,
                                        "unsupported_media_type",
                                        ""),
                                new Refusal(
                                        "in the query",
                                        RestCall.json("POST", target + "?bucket=my-data", "{}"),
                                        400,
                                        "unknown_field",
                                        "bucket"))
                        .map(refusal -> refusal.under(target)))
                .map(this::test);
    }

    @TestFactory
    protected Stream<DynamicTest> field_ofEachCall_isReadStrictly() {
        return RestRefusals.fields().map(this::test);
    }

    @Test
    protected void body_of1MiB_isTheMaximum() {
        String start = "{\"key\":\"";
        String largest = start + "x".repeat(MAX_BODY - start.length() - 2) + "\"}";
        String target = data("any", "upload-url");
        assertThat(largest.getBytes(UTF_8)).hasSize(MAX_BODY);
        sendAndCheck(RestCall.json("POST", target, largest)).expectProblem(400, "invalid_input", "key");
        sendAndCheck(RestCall.json("POST", target, largest + " ")).expectProblem(413, "payload_too_large", "");
    }

    /**
     * Roles can be listed and revoked without their use case: an interrupted deletion may leave some. The audit log of a
     * deleted use case can be read.
     */
    @Test
    protected void unknownUsecase_isNotFoundByAnyCall() {
        get(data("nobody", "buckets")).expectProblem(404, "usecase_not_found", "");
        get(data("nobody", "folders")).expectProblem(404, "usecase_not_found", "");
        post(data("nobody", "buckets"), object().put("bucket_name", randomBucket()))
                .expectProblem(404, "usecase_not_found", "");
        post(data("nobody", "folders"), object().put("folder_path", "raw/"))
                .expectProblem(404, "usecase_not_found", "");
        post(data("nobody", "upload-url"), object().put("key", "a")).expectProblem(404, "usecase_not_found", "");
        post(data("nobody", "configure"), object().put("data_s3_prefix", "a"))
                .expectProblem(404, "usecase_not_found", "");
        post(data("nobody", "multipart-upload-urls"), object().put("key", "a"))
                .expectProblem(404, "usecase_not_found", "");
        Stream.of(
                        RestCall.json(
                                "POST", data("nobody", "batch-upload-urls"), "{\"files\":[{\"filename\":\"a\"}]}"),
                        RestCall.of("GET", usecase("nobody")),
                        RestCall.json("PUT", usecase("nobody"), "{\"name\":\"x\"}"),
                        RestCall.of("DELETE", usecase("nobody")),
                        RestCall.json("POST", usecase("nobody") + "/roles", "{\"user_id\":\"u\",\"role\":\"Viewer\"}"))
                .forEach(call -> sendAndCheck(call).expectProblem(404, "usecase_not_found", ""));
    }

    @TestFactory
    protected Stream<DynamicTest> unknownPath_isNotFound() {
        return Stream.of(
                        "/api/v1",
                        "/api/v1/",
                        "/api/v1/usecase",
                        "/api/v1/usecases/",
                        "/api/v1//usecases",
                        "/api/v1/USECASES",
                        "/api/v1/audit/",
                        "/api/v1/audit/x",
                        "/api/v2/usecases",
                        data("any", "nothing"),
                        data("any", "buckets/"),
                        data("any", "buckets/x"))
                .map(path -> new Refusal(path, RestCall.of("GET", path), 404, "no_such_route", ""))
                .map(this::test);
    }

    @TestFactory
    protected Stream<DynamicTest> usecaseId_ofAWrongForm_isRefused() {
        return Stream.of("a%20b", "a%2Fb", ".hidden", "%2e%2e", "x".repeat(129))
                .map(id -> new Refusal(id, RestCall.of("GET", usecase(id)), 400, "invalid_input", "usecase_id"))
                .map(this::test);
    }

    @TestFactory
    protected Stream<DynamicTest> unsupportedMethod_listsTheAllowedMethods() {
        record Wrong(String method, String target, List<String> allow) {}
        return Stream.of(
                        new Wrong("DELETE", USECASES, List.of("GET", "POST")),
                        new Wrong("PATCH", usecase("any"), List.of("GET", "PUT", "DELETE")),
                        new Wrong("PUT", data("any", "buckets"), List.of("POST", "GET")),
                        new Wrong("GET", data("any", "upload-url"), List.of("POST")),
                        new Wrong("HEAD", data("any", "upload-url"), List.of("POST")),
                        new Wrong("DELETE", usecase("any") + "/audit", List.of("GET")),
                        new Wrong("POST", AUDIT, List.of("GET")),
                        new Wrong("PUT", OPEN_API, List.of("GET")))
                .map(wrong -> DynamicTest.dynamicTest(wrong.method() + " " + wrong.target(), () -> {
                    RecordedResponse response = sendAndCheck(RestCall.of(wrong.method(), wrong.target()));
                    response.expect(405);
                    assertThat(response.header("Allow").orElse("").split(", "))
                            .containsExactlyInAnyOrderElementsOf(wrong.allow());
                }));
    }

    @Test
    protected void verbOverride_isIgnored() {
        String id = newUsecase();
        sendAndCheck(RestCall.of("GET", usecase(id)).with("X-HTTP-Method-Override", "DELETE"))
                .expect(200);
        get(usecase(id)).expect(200);
    }

    @Test
    protected void head_isAGetWithoutBody() {
        RecordedResponse response = sendAndCheck(RestCall.of("HEAD", usecase(newUsecase())));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    protected void openApi_isTheDescriptionOfTheContract() {
        RecordedResponse response = get(OPEN_API).expect(200);
        assertThat(response.header("Content-Type")).contains("application/json");
        assertThat(response.text("openapi")).startsWith("3.1.");
        assertThat(response.json().get("paths").fieldNames())
                .toIterable()
                .contains(USECASES, USECASES + "/{usecase_id}", OPEN_API);
        assertThat(sendAndCheck(RestCall.of("HEAD", OPEN_API)).expect(200).body())
                .isEmpty();
        get(OPEN_API + "?version=3").expectProblem(400, "unknown_field", "version");
    }

    @Test
    protected void requestId_ofTheClient_isKeptIfValid() {
        RestCall call = RestCall.of("GET", usecase("nobody"));
        RecordedResponse kept = sendAndCheck(call.with("X-Request-Id", "my-request-0001"));
        assertThat(kept.header("X-Request-Id")).contains("my-request-0001");
        assertThat(kept.text("request_id")).isEqualTo("my-request-0001");
        RecordedResponse replaced = sendAndCheck(call.with("X-Request-Id", "<script>"));
        assertThat(replaced.text("request_id")).isNotEqualTo("<script>").hasSizeGreaterThan(20);
    }

    private static Refusal ofBody(String name, String target, String body, String code, String field) {
        return new Refusal(name, RestCall.json("POST", target, body), 400, code, field);
    }

    private DynamicTest test(Refusal refusal) {
        return DynamicTest.dynamicTest(
                refusal.name(),
                () -> sendAndCheck(refusal.call()).expectProblem(refusal.status(), refusal.code(), refusal.field()));
    }

    /** A call and the expected error. */
    record Refusal(String name, RestCall call, int status, String code, String field) {
        Refusal under(String target) {
            return new Refusal(target + ": " + name, call, status, code, field);
        }
    }
}
