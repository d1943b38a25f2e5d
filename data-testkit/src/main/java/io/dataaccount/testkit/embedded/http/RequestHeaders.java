package io.dataaccount.testkit.embedded.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The headers of a request by their names in lower case, each with its values in order. */
public record RequestHeaders(Map<String, List<String>> values) {
    public static RequestHeaders of(HttpServletRequest http) {
        Map<String, List<String>> values = new TreeMap<>();
        for (String name : Collections.list(http.getHeaderNames())) {
            values.put(name.toLowerCase(Locale.ROOT), Collections.list(http.getHeaders(name)));
        }
        return new RequestHeaders(values);
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
