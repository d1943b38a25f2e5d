package io.dataaccount.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseableStackTest {
    private final List<String> closed = new ArrayList<>();
    private final CloseableStack resources = new CloseableStack();

    private AutoCloseable named(String name) {
        return () -> closed.add(name);
    }

    @Test
    void close_isTheOtherWayRound_butForTheFirstAndTheLast() {
        resources.add(named("a"));
        resources.addFirst(named("door"));
        resources.add(named("b"));
        resources.addLast(named("directory"));
        resources.close();
        resources.close();
        assertThat(closed).containsExactly("door", "b", "a", "directory");
    }

    @Test
    void close_ofSomethingThatFails_closesTheRest() {
        resources.add(named("a"));
        resources.addFirst(() -> {
            throw new IllegalStateException("the door is stuck");
        });
        assertThatThrownBy(resources::close).hasRootCauseMessage("the door is stuck");
        assertThat(closed).containsExactly("a");
    }
}
