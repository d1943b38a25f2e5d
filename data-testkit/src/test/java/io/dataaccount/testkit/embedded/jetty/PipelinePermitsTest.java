package io.dataaccount.testkit.embedded.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelinePermitsTest {
    private final List<Integer> begun = new ArrayList<>();
    private final PipelinePermits permits = new PipelinePermits(2);

    @Test
    void turnsBeyondTheMost_waitInLine() {
        for (int i = 0; i < 5; i++) {
            int turn = i;
            permits.request(() -> begun.add(turn));
        }
        assertThat(begun).containsExactly(0, 1);
        permits.release();
        assertThat(begun).containsExactly(0, 1, 2);
        permits.release();
        permits.release();
        assertThat(begun).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void turnsThatEndWhenTheyBegin_doNotNest() {
        int many = 100_000;
        permits.request(() -> {});
        permits.request(() -> {});
        for (int i = 0; i < many; i++) {
            int turn = i;
            permits.request(() -> {
                begun.add(turn);
                permits.release();
            });
        }
        permits.release();
        assertThat(begun)
                .containsExactlyElementsOf(IntStream.range(0, many).boxed().toList());
    }
}
