package io.dataaccount.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.rest.RestApi;
import io.dataaccount.testkit.embedded.jetty.BodyRate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyRateTest {
    /** Bytes per second: 256 kbit/s. */
    private static final int HONEST = 32_000;

    private static boolean isInTime(long received, Duration passed) {
        return passed.compareTo(BodyRate.DEFAULT.deadline(received)) < 0;
    }

    @Test
    void largestBody_over256kbits_isInTimeAllTheWay_evenIfItStallsForNineSeconds() {
        for (int second = 0; second * HONEST <= RestApi.MAX_BODY_BYTES; second++) {
            assertThat(isInTime((long) second * HONEST, Duration.ofSeconds(second + 9)))
                    .as("after %d s", second)
                    .isTrue();
        }
    }

    @Test
    void oneByteEveryTwoSeconds_isTooSlowAfterTenSeconds() {
        assertThat(isInTime(4, Duration.ofSeconds(9))).isTrue();
        assertThat(isInTime(5, Duration.ofMillis(10_001))).isFalse();
    }

    @Test
    void largestBody_withoutItsLastByte_timesOut() {
        assertThat(isInTime(RestApi.MAX_BODY_BYTES - 1, Duration.ofSeconds(139)))
                .isFalse();
    }
}
