package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.config.ReceivedRequest;
import io.dataaccount.testkit.embedded.http.RequestHeaders;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Consumer;

/** What tests watch and what they make fail. */
public record Observers(EmbeddedFaults faults, Consumer<ReceivedRequest> listener) {
    public void received(String service, String operation, HttpServletRequest http) {
        listener.accept(new ReceivedRequest(
                service,
                operation,
                http.getMethod(),
                http.getRequestURI(),
                http.getQueryString(),
                RequestHeaders.of(http).values()));
    }

    public void checkFaults(String operation) {
        faults.check(operation);
    }
}
