package io.dataaccount.testkit.embedded.config;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived, before any check, for tests that assert what a client sends.
 *
 * @param service {@code s3} or {@code sts}
 * @param operation AWS's name of the operation, such as {@code PutObject}; {@code Unknown} if it is none
 * @param method the HTTP method
 * @param path the path as sent, still percent-encoded
 * @param query the query string as sent; null if there is none
 * @param headers all headers, names in lower case and sorted, each with its values in the order sent
 */
public record ReceivedRequest(
        String service,
        String operation,
        String method,
        String path,
        @Nullable String query,
        Map<String, List<String>> headers) {
    public ReceivedRequest {
        requireNonNull(service, "service is null");
        requireNonNull(operation, "operation is null");
        requireNonNull(method, "method is null");
        requireNonNull(path, "path is null");
        Map<String, List<String>> copy = new TreeMap<>();
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(copy);
    }

    /**
     * The first value of a header; empty if the request does not have the header.
     *
     * @param name the name in lower case
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** Without query and headers, because they contain signatures and session tokens. */
    @Override
    public String toString() {
        return service + ":" + operation + " " + method + " " + path;
    }
}
