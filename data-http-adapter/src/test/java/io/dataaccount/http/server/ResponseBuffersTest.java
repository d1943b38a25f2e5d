package io.dataaccount.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.user.UserId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResponseBuffersTest {
    private static final UserId ANA = new UserId("ana");

    private final ResponseBuffers answers =
            new ResponseBuffers(new ResponseBuffers.Limits(1_000, 1_000, Duration.ofSeconds(30), 1), 1);

    @Test
    void oneCaller_hasAQuarter() {
        assertThat(answers.take(200, ANA)).isTrue();
        assertThat(answers.take(51, ANA)).isFalse();
        assertThat(answers.take(50, ANA)).isTrue();
        assertThat(answers.take(1, ANA)).isFalse();
        assertThat(answers.kept()).isEqualTo(250);
        answers.free(200, ANA);
        assertThat(answers.take(200, ANA)).isTrue();
        answers.free(250, ANA);
        assertThat(answers.kept()).isZero();
    }

    @Test
    void allCallers_haveAll() {
        for (String each : new String[] {"ana", "ben", "eve", "dan"}) {
            assertThat(answers.take(250, new UserId(each))).isTrue();
        }
        assertThat(answers.take(1, new UserId("ida"))).isFalse();
    }

    @Test
    void nobody_hasHalf() {
        assertThat(answers.take(500, null)).isTrue();
        assertThat(answers.take(1, null)).isFalse();
        assertThat(answers.take(250, ANA)).isTrue();
        answers.free(500, null);
        assertThat(answers.take(501, null)).isFalse();
        assertThat(answers.take(500, null)).isTrue();
    }
}
