package io.dataaccount.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The check of every call of the contract suites must find each difference from the OpenAPI document. */
class OpenApiCheckTest {
    private static final String BATCH = "/api/v1/usecases/u/data/batch-upload-urls";
    private static final RestCall FOLDER =
            RestCall.json("POST", "/api/v1/usecases/u/data/folders", "{\"folder_path\":\"raw/\"}");
    private static final String CREATED = "{\"bucket\":\"my-data\",\"folder_path\":\"raw/\",\"created\":true}";
    private static final String FORBIDDEN = problem("forbidden", 403);

    private static String problem(String code, int status) {
        return "{\"type\":\"urn:data-account:problem:" + code + "\",\"title\":\"t\",\"status\":" + status
                + ",\"detail\":\"d\",\"code\":\"" + code + "\",\"request_id\":\"r\",\"error\":\"d\"}";
    }

    private static RecordedResponse response(int status, String body) {
        String type = status < 400 ? "application/json" : "application/problem+json";
        return new RecordedResponse(status, Map.of("Content-Type", type, "X-Request-Id", "r"), body.getBytes(UTF_8));
    }

    private static void assertPasses(RestCall call, RecordedResponse response) {
        assertThatCode(() -> OpenApiCheck.check(OpenApi.SERVED, call, response)).doesNotThrowAnyException();
    }

    private static void assertFails(RestCall call, RecordedResponse response, String why) {
        assertThatThrownBy(() -> OpenApiCheck.check(OpenApi.SERVED, call, response))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(why);
    }

    @Test
    void response_thatIsDescribed_passes() {
        assertPasses(FOLDER, response(201, CREATED));
        assertPasses(FOLDER, response(403, FORBIDDEN));
    }

    @Test
    void response_ofAnotherForm_fails() {
        assertFails(FOLDER, response(200, CREATED), "200 is not one of");
        assertFails(FOLDER, response(201, CREATED.replace("}", ",\"more\":1}")), "more");
        assertFails(FOLDER, response(201, CREATED.replace(",\"created\":true", "")), "created");
        assertFails(FOLDER, response(201, CREATED.replace("true", "\"yes\"")), "/created");
        assertFails(FOLDER, response(201, CREATED.replace("my-data", "My_Data")), "/bucket");
        assertFails(FOLDER, response(403, FORBIDDEN.replace("\"forbidden\"", "\"verboten\"")), "/code");
        assertFails(
                FOLDER,
                new RecordedResponse(201, Map.of("Content-Type", "application/json"), CREATED.getBytes(UTF_8)),
                "X-Request-Id");
        assertFails(
                FOLDER,
                new RecordedResponse(
                        403,
                        Map.of("Content-Type", "application/json", "X-Request-Id", "r"),
                        FORBIDDEN.getBytes(UTF_8)),
                "Content-Type");
    }

    @Test
    void request_thatIsAcceptedButNotDescribed_fails() {
        assertFails(FOLDER.body("{\"folder_path\":\"raw/\",\"more\":1}"), response(201, CREATED), "more");
        assertFails(FOLDER.body("{\"folder_path\":\"a//b\"}"), response(403, FORBIDDEN), "/folder_path");
        assertFails(FOLDER.body(""), response(201, CREATED), "is required");
        assertFails(
                new RestCall("POST", FOLDER.target() + "?x=1", FOLDER.headers(), FOLDER.body()),
                response(201, CREATED),
                "is not a parameter");
        RestCall list = RestCall.of("GET", "/api/v1/usecases/a%20b/data/folders?page_size=0&prefix=a&prefix=b");
        assertFails(list, response(403, FORBIDDEN), "usecase_id");
        assertFails(list, response(403, FORBIDDEN), "page_size");
        assertFails(list, response(403, FORBIDDEN), "given 2 times");
    }

    @Test
    void request_thatIsRefusedAsInvalid_needNotMatch() {
        assertPasses(FOLDER.body("{\"folder_path\":7}"), response(400, problem("invalid_input", 400)));
        assertPasses(FOLDER.body("{\"more\":7}"), response(400, problem("unknown_field", 400)));
    }

    @Test
    void field_thatIsDescribedButRefusedAsUnknown_fails() {
        assertFails(FOLDER, response(400, problem("unknown_field", 400)), "but was refused");
    }

    @Test
    void file_thatIsRefusedInItsRow_needNotMatch() {
        RestCall call = RestCall.json("POST", BATCH, "{\"files\":[{\"filename\":\"a\"},{\"filename\":\"b\",\"x\":1}]}");
        ObjectNode body = RestHarness.object();
        body.put("expires_in", 60).put("expires_at", "2024-01-15T10:30:00Z").put("bucket", "my-data");
        body.put("prefix", "").putArray("uploads").add(granted("a")).add(granted("b"));
        assertFails(call, response(200, body.toString()), "/files/1");
        ObjectNode refused = RestHarness.object().put("filename", "b").put("error", "x is not known here.");
        body.withArray("uploads").remove(1);
        body.withArray("uploads").add(refused.put("code", "unknown_field").put("field", "x"));
        assertPasses(call, response(200, body.toString()));
    }

    private static ObjectNode granted(String name) {
        ObjectNode row =
                RestHarness.object().put("filename", name).put("key", name).put("method", "PUT");
        row.put("upload_url", "https://s3.example.com/a").put("content_type", "image/jpeg");
        row.putObject("headers").put("content-type", "image/jpeg");
        return row;
    }

    @Test
    void pathOrMethod_thatIsNotDescribed_mustBeRefused() {
        RestCall nowhere = RestCall.of("GET", "/api/v1/nowhere");
        assertFails(nowhere, response(200, "{}"), "is not in openapi.json");
        assertPasses(nowhere, response(404, problem("no_such_route", 404)));
        RestCall patch = RestCall.of("PATCH", FOLDER.target());
        assertFails(patch, response(405, problem("method_not_allowed", 405)), "methods of PATCH");
        assertFails(patch, response(404, problem("no_such_route", 404)), "405");
    }

    @Test
    void head_hasNoBody() {
        RestCall head = RestCall.of("HEAD", "/api/v1/usecases");
        assertPasses(head, response(200, ""));
        assertFails(head, response(200, "{}"), "is not allowed in the response to HEAD");
    }
}
