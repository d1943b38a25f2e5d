package io.dataaccount.lambda;

import static io.dataaccount.lambda.FunctionFixture.EXTERNAL_ID;
import static io.dataaccount.lambda.FunctionFixture.USECASES;
import static io.dataaccount.lambda.FunctionFixture.call;
import static io.dataaccount.lambda.FunctionFixture.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The package in a separate process as AWS runs it, with embedded S3 and STS and with DynamoDB Local. */
@TestInstance(Lifecycle.PER_CLASS)
class LambdaRuntimeIT {
    private static final JsonMapper JSON = new JsonMapper();

    private Path task;
    private FunctionFixture fixture;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path unpacked) throws Exception {
        fixture = FunctionFixture.start(data);
        task = unpacked;
        LambdaZip.unpack(task);
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @Test
    void function_fromAColdStart_grantsAnUploadThatS3Takes() throws Exception {
        try (FunctionProcess first = FunctionProcess.start(task, fixture.environment())) {
            FunctionFixture.createTeam(first);
        }
        long start = System.nanoTime();
        try (FunctionProcess second = FunctionProcess.start(task, fixture.environment())) {
            JsonNode grant = post(
                    second,
                    USECASES + "/team/data/upload-url",
                    "{\"key\": \"run 1/größe.txt\", \"content_type\": \"text/plain\"}",
                    200);
            System.out.println("process start to first upload-url: " + (System.nanoTime() - start) / 1_000_000
                    + " ms, on Java " + Runtime.version());
            HttpResponse<String> stored = put(grant, "the data");
            assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
            assertThat(second.log().lines())
                    .anyMatch(line -> line.startsWith("{\"timestamp\":")
                            && line.contains("/data/upload-url\",\"status\":200,")
                            && line.contains("\"lambda_request_id\":\"")
                            && line.endsWith("\"cold_start\":true}"))
                    .anyMatch(line -> line.startsWith("{\"_aws\":")
                            && line.contains("\"UrlsSigned\":1,")
                            && line.contains("\"ColdStarts\":1,")
                            && line.contains("\"SessionsStarted\":1,"))
                    .anyMatch(line -> line.startsWith("{\"_aws\":") && line.contains("\"AwsService\":\"DynamoDB\""));
            assertThat(second.log())
                    .doesNotContain(EXTERNAL_ID, "X-Amz-", fixture.aws().user().secretAccessKey());
        }
    }

    @Test
    void function_withSnapStart_primesBeforeTheSnapshotAndRespondsAfterIt() {
        FunctionSetup setup = FunctionSetup.of(task, fixture.environment())
                .with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")
                .with(List.of(
                        "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac")); // as in Lambda's command line
        int before = fixture.aws().sessions().size();
        try (FunctionProcess function = FunctionProcess.start(setup)) {
            RecordedResponse response = function.invoke(
                    bytes(Gateway.HTTP_API.event(Gateway.get(USECASES)).toString()));
            assertThat(response.status()).as(response.toString()).isEqualTo(200);
            assertThat(function.log())
                    .contains("ready for a snapshot")
                    .doesNotContain("\"WARN\"", "\"ERROR\"", "Exception");
            assertThat(fixture.aws().sessions()).hasSize(before);
        }
    }

    @Test
    void configuration_thatIsMissing_isReportedAsAnInitError() {
        Map<String, String> environment = fixture.environment();
        environment.remove("PORTAL_ORIGINS");
        environment.put("AWS_REGION", "us_east_1");
        environment.put("MAX_BATCH_FILES", "many");
        try (FunctionProcess function = FunctionProcess.start(task, environment)) {
            assertThat(function.initError())
                    .contains("InvalidConfiguration", "PORTAL_ORIGINS is not set", "AWS_REGION", "MAX_BATCH_FILES");
            assertThat(function.exit()).isNotZero();
        }
    }

    @Test
    void events_thatAreOversizedOrPoisoned_doNotEndTheFunction() throws IOException {
        try (FunctionProcess function = FunctionProcess.start(task, fixture.environment())) {
            RestCall large = call(USECASES, "{\"name\":\"" + "x".repeat(5_900_000) + "\"}");
            assertProblem(function, bytes(Gateway.REST_API.event(large).toString()), 413);
            assertProblem(function, bytes("x".repeat(6_000_000)), 400);
            assertProblem(function, bytes("{\"requestContext\":"), 400);
            assertProblem(function, bytes("{}"), 400);
            assertProblem(function, bytes("[".repeat(1_000_000)), 400);
            assertProblem(function, bytes("{\"a\":".repeat(1_000_000)), 400);
            assertProblem(function, new byte[] {(byte) 0xff, (byte) 0xfe, 0}, 400);
            assertProblem(
                    function, bytes(Gateway.HTTP_API.event().put("rawPath", 7).toString()), 400);
            RecordedResponse good = function.invoke(
                    bytes(Gateway.HTTP_API.event(Gateway.get(USECASES)).toString()));
            assertThat(good.status()).as(good.toString()).isEqualTo(200);
            assertThat(function.isAlive()).isTrue();
            assertThat(function.log()).contains("\"WARN\"", "Refused an event", "\"code\":\"malformed_json\"");
        }
    }

    private static void assertProblem(FunctionProcess function, byte[] event, int status) throws IOException {
        RecordedResponse response = function.invoke(event);
        assertThat(response.status()).as(response.toString()).isEqualTo(status);
        assertThat(JSON.readTree(response.body()).get("detail").asText()).isNotBlank();
    }

    private static HttpResponse<String> put(JsonNode grant, String content) throws IOException, InterruptedException {
        HttpRequest.Builder put =
                HttpRequest.newBuilder(URI.create(grant.get("upload_url").asText()));
        grant.get("headers")
                .properties()
                .forEach(each -> put.header(each.getKey(), each.getValue().asText()));
        return HttpClient.newHttpClient()
                .send(put.PUT(BodyPublishers.ofString(content)).build(), BodyHandlers.ofString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
