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
    void close_isInReverseOrder_exceptForTheFirstAndTheLast() {
        resources.add(named("a"));
        resources.addFirst(named("server"));
        resources.add(named("b"));
        resources.addLast(named("directory"));
        resources.close();
        resources.close();
        assertThat(closed).containsExactly("server", "b", "a", "directory");
    }

    @Test
    void close_ofSomethingThatFails_closesTheRest() {
        resources.add(named("a"));
        resources.addFirst(() -> {
            throw new IllegalStateException("the server does not stop");
        });
        assertThatThrownBy(resources::close).hasRootCauseMessage("the server does not stop");
        assertThat(closed).containsExactly("a");
    }
}
