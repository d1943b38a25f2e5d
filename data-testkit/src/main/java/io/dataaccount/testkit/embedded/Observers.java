package io.dataaccount.testkit.embedded;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Consumer;

/** What tests watch and what they make fail. */
record Observers(EmbeddedFaults faults, Consumer<ReceivedRequest> listener) {
    void received(String service, String operation, HttpServletRequest http) {
        listener.accept(new ReceivedRequest(
                service,
                operation,
                http.getMethod(),
                http.getRequestURI(),
                http.getQueryString(),
                RequestHeaders.of(http).values()));
    }

    void checkFaults(String operation) {
        faults.check(operation);
    }
}
