package io.dataaccount.testkit.embedded.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelinePermitsTest {
    private final List<Integer> started = new ArrayList<>();
    private final PipelinePermits permits = new PipelinePermits(2);

    @Test
    void requestsBeyondTheMaximum_waitInOrder() {
        for (int i = 0; i < 5; i++) {
            int number = i;
            permits.request(() -> started.add(number));
        }
        assertThat(started).containsExactly(0, 1);
        permits.release();
        assertThat(started).containsExactly(0, 1, 2);
        permits.release();
        permits.release();
        assertThat(started).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void permitsReleasedAtOnce_doNotNest() {
        int many = 100_000;
        permits.request(() -> {});
        permits.request(() -> {});
        for (int i = 0; i < many; i++) {
            int number = i;
            permits.request(() -> {
                started.add(number);
                permits.release();
            });
        }
        permits.release();
        assertThat(started)
                .containsExactlyElementsOf(IntStream.range(0, many).boxed().toList());
    }
}
