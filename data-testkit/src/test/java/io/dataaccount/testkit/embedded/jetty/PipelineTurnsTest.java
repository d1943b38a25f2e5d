package io.dataaccount.testkit.embedded.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelineTurnsTest {
    private final List<Integer> begun = new ArrayList<>();
    private final PipelineTurns turns = new PipelineTurns(2);

    @Test
    void turnsBeyondTheMost_waitInLine() {
        for (int i = 0; i < 5; i++) {
            int turn = i;
            turns.ask(() -> begun.add(turn));
        }
        assertThat(begun).containsExactly(0, 1);
        turns.end();
        assertThat(begun).containsExactly(0, 1, 2);
        turns.end();
        turns.end();
        assertThat(begun).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void turnsThatEndWhenTheyBegin_doNotNest() {
        int many = 100_000;
        turns.ask(() -> {});
        turns.ask(() -> {});
        for (int i = 0; i < many; i++) {
            int turn = i;
            turns.ask(() -> {
                begun.add(turn);
                turns.end();
            });
        }
        turns.end();
        assertThat(begun)
                .containsExactlyElementsOf(IntStream.range(0, many).boxed().toList());
    }
}
