package io.dataaccount.http.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parts of a request that an error repeats are printable and short. */
class EchoedTextTest {
    private static final String HOSTILE = "\u202e\u0085\u2028\u001b[2J\ufeff\ue0001" + "x".repeat(10_000);

    private final InMemoryFixture fixture = new InMemoryFixture(new JacksonCodec());

    static Stream<RestCall> calls() {
        return Stream.of(
                call("PATCH", "/api/v1/usecases/" + HOSTILE, ""),
                call("DELETE", "/api/v1/usecases/" + HOSTILE + "/data/buckets", ""),
                call("GET", "/api/v1/" + HOSTILE, ""),
                call("GET", "/api/v1/usecases/" + HOSTILE, ""),
                call("GET", "/api/v1/usecases?" + HOSTILE + "=1", ""),
                call("GET", "/api/v1/usecases?" + HOSTILE + "=1&" + HOSTILE + "=2", ""),
                call("POST", "/api/v1/usecases", "{\"" + HOSTILE.replace("\u001b", "\\u001b") + "\":1}"),
                call("POST", "/api/v1/usecases", "{\"a\":1,\"" + HOSTILE.replace("\u001b", "") + "\":1e99999}"),
                call("POST", "/api/v1/usecases/any/data/batch-upload-urls", "{\"files\":[{\"\u202ea\":1}]}"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void error_isPrintableAndShort(RestCall call) {
        RecordedResponse response = fixture.send(CallerAuthenticator.ADMINISTRATOR, call);
        assertThat(response.status()).isBetween(400, 499);
        Map<?, ?> problem =
                Objects.requireNonNull((Map<?, ?>) new JacksonCodec().read(new String(response.body(), UTF_8)));
        for (String name : new String[] {"detail", "error", "field"}) {
            String text = String.valueOf(problem.get(name));
            assertThat(text).hasSizeLessThan(1_000);
            assertThat(text.codePoints().filter(SafeText::isEscaped)).as(text).isEmpty();
        }
    }

    private static RestCall call(String method, String target, String body) {
        return new RestCall(method, target, Map.of("Content-Type", "application/json"), body.getBytes(UTF_8));
    }
}
