package io.dataaccount.http.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.RestCall;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a batch of a caller without a role costs before it is refused, in allocated bytes. */
class BatchCostTest {
    private static final Caller NOBODY = new Caller("somebody", "somebody", false);
    private static final int BODY_BYTES = 1_000_000;
    private static final String HOSTILE = "\u007f".repeat(100);

    private final InMemoryFixture fixture = new InMemoryFixture(new JacksonCodec());

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of("content type", "{\"filename\":\"\",\"content_type\":\"" + HOSTILE + "\"}"),
                Arguments.of("content length", "{\"filename\":\"" + HOSTILE + "\",\"content_length\":-1}"),
                Arguments.of("checksum", "{\"filename\":\"\",\"checksum_sha256\":\"" + HOSTILE + "\"}"),
                Arguments.of("unknown field", "{\"filename\":\"\",\"" + HOSTILE + "\":0}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void refusedRows_costAboutAsMuchAsOtherRows(String name, String row) {
        String control = "{\"filename\":\"" + "x".repeat(row.length() - "{\"filename\":\"\"}".length()) + "\"}";
        long usual = allocated(control, 403);

        long hostile = allocated(row, 403);
        assertThat(hostile).as("%s: %s bytes for %s", name, hostile, usual).isLessThan(5 * usual);
    }

    @Test
    void rowsBeyondTheMaximum_areNotRead() {
        long unread = allocated("{\"filename\":\"\",\"content_length\":10}", 19_000, 400);

        assertThat(allocated("{\"filename\":\"\",\"content_length\":-1}", 19_000, 400))
                .isLessThan(unread * 11 / 10);
    }

    private long allocated(String row, int status) {
        return allocated(row, BODY_BYTES / row.length(), status);
    }

    private long allocated(String row, int rows, int status) {
        RestCall call = new RestCall(
                "POST",
                "/api/v1/usecases/any/data/batch-upload-urls",
                Map.of("Content-Type", "application/json"),
                ("{\"files\":[" + String.join(",", Collections.nCopies(rows, row)) + "]}").getBytes(UTF_8));
        assertThat(fixture.send(NOBODY, call).status()).isEqualTo(status); // also loads the classes
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        fixture.send(NOBODY, call);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
