package io.dataaccount.lambda;

import static io.dataaccount.lambda.FunctionFixture.USECASES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.embedded.config.ReceivedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The timeout of a function, if calls to AWS take longer. */
@TestInstance(Lifecycle.PER_CLASS)
class LambdaTimeoutIT {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Shorter than the limit of any call to AWS, so that the response proves that the function's own timeout counts.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final String NEW_BUCKET = "{\"bucket_name\": \"cut-off\"}";

    private volatile Runnable atVersioning = () -> {};
    private Path task;
    private FunctionFixture fixture;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path unpacked) throws Exception {
        task = unpacked;
        LambdaZip.unpack(task);
        fixture = FunctionFixture.start(data, this::received);
        try (FunctionProcess function = FunctionProcess.start(task, fixture.environment())) {
            FunctionFixture.createTeam(function);
        }
    }

    private void received(ReceivedRequest request) {
        if (request.operation().equals("PutBucketVersioning")) {
            atVersioning.run();
        }
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DYNAMODB", "STS", "S3"})
    void service_thatNeverAnswers_isToldOfBeforeTheFunctionIsEnded(String service) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Map<String, String> environment = fixture.environment();
            environment.put("AWS_ENDPOINT_URL_" + service, "http://127.0.0.1:" + silent.getLocalPort());
            try (FunctionProcess function = FunctionProcess.start(task, environment)) {
                byte[] event = FunctionFixture.event(USECASES + "/team/data/upload-url", "{\"key\": \"a\"}");

                RecordedResponse response = function.invoke(event, TIMEOUT);

                assertThat(response.status())
                        .as(response + "\n" + function.log())
                        .isEqualTo(503);
                assertThat(JSON.readTree(response.body()).get("code").asText()).isEqualTo("unavailable");
                assertThat(response.headers()).containsKey("Retry-After");
                assertThat(function.invoke(event, TIMEOUT).status()).isEqualTo(503);
                assertThat(function.isAlive()).isTrue();
            }
        }
    }

    @Test
    void function_thatIsEndedInTheMiddle_leavesNothingThatTheSameCallDoesNotFinish() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        atVersioning = () -> {
            reached.countDown();
            awaitUninterrupted(ended);
        };
        byte[] event = FunctionFixture.event(USECASES + "/team/data/buckets", NEW_BUCKET);
        try (FunctionProcess function = FunctionProcess.start(task, fixture.environment())) {
            CompletableFuture<byte[]> response =
                    CompletableFuture.supplyAsync(() -> function.invokeRaw(event, FunctionProcess.USUAL_TIMEOUT));
            assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
            function.kill();
            assertThat(response).failsWithin(Duration.ofSeconds(60));
        } finally {
            atVersioning = () -> {};
            ended.countDown();
        }

        try (FunctionProcess next = FunctionProcess.start(task, fixture.environment())) {
            JsonNode bucket = FunctionFixture.post(next, USECASES + "/team/data/buckets", NEW_BUCKET, 200);
            assertThat(bucket.get("created").booleanValue()).isFalse();
            assertThat(bucket.get("versioning_enabled").booleanValue()).isTrue();
            assertThat(bucket.get("cors_configured").booleanValue()).isTrue();
            assertThat(bucket.path("warnings")).isEmpty();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
