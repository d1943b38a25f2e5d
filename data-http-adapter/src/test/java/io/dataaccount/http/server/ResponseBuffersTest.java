package io.dataaccount.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.user.UserId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResponseBuffersTest {
    private static final UserId ANA = new UserId("ana");

    private final ResponseBuffers buffers =
            new ResponseBuffers(new ResponseBuffers.Limits(1_000, 1_000, Duration.ofSeconds(30), 1), 1);

    @Test
    void oneCaller_mayUseAQuarter() {
        assertThat(buffers.tryReserve(200, ANA)).isTrue();
        assertThat(buffers.tryReserve(51, ANA)).isFalse();
        assertThat(buffers.tryReserve(50, ANA)).isTrue();
        assertThat(buffers.tryReserve(1, ANA)).isFalse();
        assertThat(buffers.reservedBytes()).isEqualTo(250);
        buffers.release(200, ANA);
        assertThat(buffers.tryReserve(200, ANA)).isTrue();
        buffers.release(250, ANA);
        assertThat(buffers.reservedBytes()).isZero();
    }

    @Test
    void allCallersTogether_mayUseTheWholeMemory() {
        for (String each : new String[] {"ana", "ben", "eve", "dan"}) {
            assertThat(buffers.tryReserve(250, new UserId(each))).isTrue();
        }
        assertThat(buffers.tryReserve(1, new UserId("ida"))).isFalse();
    }

    @Test
    void responsesWithoutACaller_mayUseHalf() {
        assertThat(buffers.tryReserve(500, null)).isTrue();
        assertThat(buffers.tryReserve(1, null)).isFalse();
        assertThat(buffers.tryReserve(250, ANA)).isTrue();
        buffers.release(500, null);
        assertThat(buffers.tryReserve(501, null)).isFalse();
        assertThat(buffers.tryReserve(500, null)).isTrue();
    }
}
