package io.dataaccount.testkit.embedded.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {
    private final List<String> closed = new ArrayList<>();
    private final OpenConnections connections = new OpenConnections(3);
    private final OpenConnections.Open a = open("a");
    private final OpenConnections.Open b = open("b");
    private final OpenConnections.Open c = open("c");

    private OpenConnections.Open open(String name) {
        OpenConnections.Open connection = () -> closed.add(name);
        connections.opened(connection);
        return connection;
    }

    @Test
    void oneTooMany_closesTheLeastRecentlyUsed() {
        assertThat(closed).isEmpty();
        connections.used(a);
        open("d");
        assertThat(closed).containsExactly("b");
        open("e");
        assertThat(closed).containsExactly("b", "c");
        open("f");
        assertThat(closed).containsExactly("b", "c", "a");
    }

    @Test
    void requestOfAKnownCaller_keepsItsConnectionOpen_untilItEnds() {
        connections.keep(a);
        connections.keep(b);
        open("d");
        open("e");
        assertThat(closed).containsExactly("c", "d");
        connections.release(a);
        connections.release(b);
        open("f");
        assertThat(closed).containsExactly("c", "d", "e");
        open("g");
        assertThat(closed).containsExactly("c", "d", "e", "a");
    }

    @Test
    void ifAllAreInUse_theNewOneIsClosed() {
        connections.keep(a);
        connections.keep(b);
        connections.keep(c);
        open("d");
        assertThat(closed).containsExactly("d");
    }

    @Test
    void closedConnections_doNotCount() {
        connections.keep(b);
        connections.closed(a);
        connections.closed(b);
        connections.closed(b);
        open("d");
        open("e");
        assertThat(closed).isEmpty();
        open("f");
        assertThat(closed).containsExactly("c");
    }
}
