package io.dataaccount.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.upload.MultipartRequest;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.port.UploadPresigner;
import io.dataaccount.core.rest.RequestObserver;
import io.dataaccount.core.rest.RestResponse;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaHandlerTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String USECASES = "/api/v1/usecases";
    private static final String ORIGIN = InMemoryFixture.PORTAL.value();

    private static final UploadPresigner.Batch BROKEN = new UploadPresigner.Batch() {
        @Override
        public PresignedUpload sign(Upload upload) {
            throw new IllegalStateException("broken");
        }

        @Override
        public PresignedUpload sign(MultipartRequest call) {
            throw new IllegalStateException("broken");
        }
    };

    private final TestFunction function = new TestFunction(new InMemoryFixture(new JacksonCodec()));

    @ParameterizedTest
    @EnumSource
    void call_withoutAnAuthorizer_isUnauthenticated(Gateway gateway) throws IOException {
        ObjectNode event = gateway.event(Gateway.get(USECASES));
        Gateway.context(event).remove("authorizer");
        RecordedResponse answer = function.invoke(event);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(code(answer)).isEqualTo("unauthenticated");
    }

    @ParameterizedTest
    @EnumSource
    void contractsDescription_needsNoAuthorizer(Gateway gateway) throws IOException {
        ObjectNode event = gateway.event(Gateway.get("/api/v1/openapi.json"));
        Gateway.context(event).remove("authorizer");
        RecordedResponse answer = function.invoke(event);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
        assertThat(JSON.readTree(answer.body()).get("openapi").asText()).startsWith("3.1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "null", "not json", "[[[["})
    void event_thatIsNone_isAnsweredAsAProblem(String event) throws IOException {
        RecordedResponse answer = Gateway.response(function.invoke(event.getBytes(UTF_8)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(JSON.readTree(answer.body()).get("detail").asText()).startsWith("The event is");
    }

    @ParameterizedTest
    @EnumSource
    void preflight_ofThePortal_isAnswered(Gateway gateway) {
        RecordedResponse answer = function.invoke(preflight(gateway, ORIGIN));
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers())
                .containsEntry("Access-Control-Allow-Origin", ORIGIN)
                .containsEntry("Vary", "Origin")
                .containsKeys("Access-Control-Allow-Methods", "Access-Control-Allow-Headers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.com", "null", "https://portal.example.com.evil.com", ""})
    void preflight_ofAnotherPage_isNot(String origin) {
        RecordedResponse answer = function.invoke(preflight(Gateway.HTTP_API, origin));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("Access-Control"));
    }

    @Test
    void options_thatAreNoPreflight_areForTheContract() {
        ObjectNode event =
                Gateway.REST_API.event(new RestCall("OPTIONS", USECASES, Map.of("Origin", ORIGIN), bytes("")));
        assertThat(function.invoke(event).status()).isEqualTo(405);
    }

    private static ObjectNode preflight(Gateway gateway, String origin) {
        Map<String, String> headers = Map.of(
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,content-type");
        ObjectNode event = gateway.event(new RestCall("OPTIONS", USECASES, headers, bytes("")));
        Gateway.context(event).remove("authorizer");
        return event;
    }

    @ParameterizedTest
    @ValueSource(strings = {USECASES, "/api/v1/nothing"})
    void anyAnswer_toThePortal_mayBeRead(String target) {
        ObjectNode event = Gateway.REST_API.event(new RestCall("GET", target, Map.of("origin", ORIGIN), bytes("")));
        assertThat(function.invoke(event).headers())
                .containsEntry("Access-Control-Allow-Origin", ORIGIN)
                .containsEntry("Vary", "Origin")
                .containsKey("Access-Control-Expose-Headers");
        assertThat(function.invoke(Gateway.REST_API.event(Gateway.get(target)))
                        .headers()
                        .keySet())
                .noneMatch(name -> name.startsWith("Access-Control"));
    }

    @Test
    void answer_largerThanLambdaTakes_isRefusedWithAdvice() throws IOException {
        ObjectNode usecase = JSON.createObjectNode().put("usecase_id", "uc-1").put("name", "x");
        usecase.put("account_id", "111122223333").put("s3_bucket", "my-data");
        assertThat(post(USECASES, usecase).status()).isEqualTo(201);
        String data = USECASES + "/uc-1/data/";
        assertThat(post(data + "buckets", JSON.createObjectNode().put("bucket_name", "my-data"))
                        .status())
                .isEqualTo(201);
        ObjectNode batch = JSON.createObjectNode().put("prefix", "\"".repeat(500));
        for (int i = 0; i < 900; i++) {
            batch.withArray("files").addObject().put("filename", "\"".repeat(500) + i);
        }

        RecordedResponse answer = post(data + "batch-upload-urls", batch);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(413);
        assertThat(code(answer)).isEqualTo("payload_too_large");
        assertThat(JSON.readTree(answer.body()).get("detail").asText()).contains("fewer files", "smaller page");
        assertThat(JSON.readTree(answer.body()).get("request_id").asText())
                .isEqualTo(Gateway.context(Gateway.REST_API.event())
                        .get("requestId")
                        .asText());
        assertThat(answer.headers()).containsEntry("Access-Control-Allow-Origin", ORIGIN);
        batch.withArray("files").removeAll().addObject().put("filename", "a");
        assertThat(post(data + "batch-upload-urls", batch).status()).isEqualTo(200);
    }

    private RecordedResponse post(String target, ObjectNode body) {
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Origin", ORIGIN);
        return function.invoke(Gateway.REST_API.event(new RestCall("POST", target, headers, bytes(body.toString()))));
    }

    @ParameterizedTest
    @EnumSource(names = {"REST_API", "HTTP_API"})
    void answer_thatBreaksOff_isAProblemInItsPlace(Gateway gateway) throws IOException {
        InMemoryFixture fixture =
                new InMemoryFixture(new JacksonCodec(), (access, bucket, at, life) -> BROKEN, RequestObserver.NONE);
        TestFunction broken = new TestFunction(fixture);
        String usecase = "{\"usecase_id\":\"uc-1\",\"name\":\"x\",\"account_id\":\"111122223333\"}";
        String data = USECASES + "/uc-1/data/";
        assertThat(broken.invoke(json(gateway, USECASES, usecase)).status()).isEqualTo(201);
        assertThat(broken.invoke(json(gateway, data + "buckets", "{\"bucket_name\":\"my-data\"}"))
                        .status())
                .isEqualTo(201);

        String batch = "{\"bucket\":\"my-data\",\"files\":[{\"filename\":\"a\"}]}";
        RecordedResponse answer = broken.invoke(json(gateway, data + "batch-upload-urls", batch));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(code(answer)).isEqualTo("internal");
        assertThat(answer.headers()).doesNotContainKey("Content-Encoding").containsKey("X-Request-Id");
    }

    /** A URL of S3 with the session token of a role has about 1,300 characters, and the key is in the response as well. */
    @Test
    void largestBatch_fitsIntoAResponseWithoutCompression() {
        UploadPresigner.Batch realistic = new UploadPresigner.Batch() {
            @Override
            public PresignedUpload sign(Upload upload) {
                String url = "https://my-data.s3.eu-central-1.amazonaws.com/" + upload.key() + "?" + "s".repeat(1_250);
                return new PresignedUpload(url, upload.method(), upload.headers());
            }

            @Override
            public PresignedUpload sign(MultipartRequest call) {
                throw new UnsupportedOperationException();
            }
        };
        TestFunction uploads = new TestFunction(
                new InMemoryFixture(new JacksonCodec(), (access, bucket, at, life) -> realistic, RequestObserver.NONE));
        String usecase = "{\"usecase_id\":\"uc-1\",\"name\":\"x\",\"account_id\":\"111122223333\"}";
        String data = USECASES + "/uc-1/data/";
        uploads.invoke(json(Gateway.REST_API, USECASES, usecase));
        uploads.invoke(json(Gateway.REST_API, data + "buckets", "{\"bucket_name\":\"my-data\"}"));
        ObjectNode batch = JSON.createObjectNode().put("bucket", "my-data").put("prefix", "raw/team-a/2026-11-30");
        for (int i = 0; i < 1000; i++) {
            batch.withArray("files").addObject().put("filename", "image-of-the-street-" + i + ".jpg");
        }

        byte[] written = uploads.invoke(bytes(json(Gateway.REST_API, data + "batch-upload-urls", batch.toString())
                .toString()));

        assertThat(Gateway.response(written).status()).isEqualTo(200);
        assertThat(written.length / 1000 * FunctionConfig.MAX_BATCH_FILES).isLessThan(GatewayResponse.MAX_BYTES);
    }

    private static ObjectNode json(Gateway gateway, String target, String body) {
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Accept-Encoding", "gzip");
        return gateway.event(new RestCall("POST", target, headers, bytes(body)));
    }

    @Test
    void answer_thatIsCompressed_isWrittenInBase64() {
        byte[] bytes = {(byte) 0xff, 0, 1};
        RestResponse response = new RestResponse(200, Map.of("Content-Encoding", "gzip"), bytes);
        byte[] written = GatewayResponse.write(response, new JacksonCodec());
        assertThat(new String(written, UTF_8)).contains("\"body\":\"/wAB\",\"isBase64Encoded\":true");
    }

    @Test
    void answer_withAnyCharacter_isWrittenAsIs() {
        StringBuilder text = new StringBuilder("\u20ac\ud83d\ude00");
        for (char c = 0; c < 256; c++) {
            text.append(c);
        }
        RestResponse response = new RestResponse(200, Map.of(), bytes(text.toString()));
        assertThat(Gateway.response(GatewayResponse.write(response, new JacksonCodec()))
                        .body())
                .isEqualTo(bytes(text.toString()));
    }

    @Test
    void answer_thatIsText_isWrittenAsIs() {
        RestResponse response = new RestResponse(201, Map.of("A", "b"), bytes("{\"a\":\"ü\"}"));
        assertThat(new String(GatewayResponse.write(response, new JacksonCodec()), UTF_8))
                .isEqualTo("{\"statusCode\":201,\"headers\":{\"A\":\"b\"},\"body\":\"{\\\"a\\\":\\\"ü\\\"}\","
                        + "\"isBase64Encoded\":false}");
    }

    private static String code(RecordedResponse answer) throws IOException {
        return JSON.readTree(answer.body()).get("code").asText();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
