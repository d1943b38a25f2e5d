package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.config.ReceivedRequest;
import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.RequestHeaders;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Consumer;

/**
 * The hooks of tests.
 *
 * @param faults the failures that a test has requested
 * @param listener receives each request before the response is written
 */
public record Observers(EmbeddedFaults faults, Consumer<ReceivedRequest> listener) {
    /** Calls the listener with the request. */
    public void received(String service, String operation, HttpServletRequest http) {
        listener.accept(new ReceivedRequest(
                service,
                operation,
                http.getMethod(),
                http.getRequestURI(),
                http.getQueryString(),
                RequestHeaders.of(http).values()));
    }

    /** @throws AwsErrorException if a test has requested that the operation fails */
    public void checkFaults(String operation) {
        faults.check(operation);
    }
}
