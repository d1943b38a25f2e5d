package io.dataaccount.testkit.embedded.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The headers of a request.
 *
 * @param values the values of each header in order, by its name in lower case
 */
public record RequestHeaders(Map<String, List<String>> values) {
    /** The headers of a servlet request. */
    public static RequestHeaders of(HttpServletRequest http) {
        Map<String, List<String>> values = new TreeMap<>();
        for (String name : Collections.list(http.getHeaderNames())) {
            values.put(name.toLowerCase(Locale.ROOT), Collections.list(http.getHeaders(name)));
        }
        return new RequestHeaders(values);
    }

    /** The first value of the header with this name in lower case; empty if there is none. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** All values of the header with this name in lower case. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
