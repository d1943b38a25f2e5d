package io.dataaccount.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.rest.RequestObserver;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.RestCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The warning about a failed request, which the log also has at the level WARN. */
class FailureLogTest {
    private static final String USECASES = "/api/v1/usecases";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger(LambdaHandler.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
    }

    @Test
    void failureOfTheFunction_leavesOneLine() {
        TestFunction broken = new TestFunction(new InMemoryFixture(
                new JacksonCodec(),
                (access, bucket, at, life) -> {
                    throw new IllegalStateException("broken");
                },
                RequestObserver.NONE));
        post(broken, USECASES, "{\"usecase_id\":\"uc-1\",\"name\":\"x\",\"account_id\":\"111122223333\"}");
        post(broken, USECASES + "/uc-1/data/buckets", "{\"bucket_name\":\"my-data\"}");
        assertThat(lines).isEmpty();
        assertThat(post(broken, USECASES + "/uc-1/data/upload-url", "{\"bucket\":\"my-data\",\"key\":\"a\"}"))
                .isEqualTo(500);
        assertThat(lines).singleElement().asString().startsWith("the request failed with status 500, request id ");
    }

    /** The data account of one use case refuses. That is no failure of the function. */
    @Test
    void brokenRoleOfAUseCase_leavesNone() {
        TestFunction function = new TestFunction(new InMemoryFixture(new JacksonCodec()));
        String usecase = "{\"usecase_id\":\"uc-2\",\"name\":\"x\",\"account_id\":\"444455556666\","
                + "\"cross_account_role_arn\":\"arn:aws:iam::444455556666:role/Broken\",\"external_id\":\"abcd\"}";
        assertThat(post(function, USECASES, usecase)).isEqualTo(201);
        assertThat(post(function, USECASES + "/uc-2/data/buckets", "{\"bucket_name\":\"my-data\"}"))
                .isEqualTo(502);
        assertThat(post(function, USECASES, "{")).isEqualTo(400);
        assertThat(lines).isEmpty();
    }

    private static int post(TestFunction function, String target, String body) {
        Map<String, String> headers = Map.of("Content-Type", "application/json");
        RestCall call = new RestCall("POST", target, headers, body.getBytes(StandardCharsets.UTF_8));
        return function.invoke(Gateway.REST_API.event(call)).status();
    }
}
