package io.dataaccount.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as a client sends it.
 *
 * @param method the HTTP method in upper case
 * @param target path and query, percent-encoded
 * @param headers one value per name
 * @param body the bytes of the body; empty for none
 */
public record RestCall(String method, String target, Map<String, String> headers, byte[] body) {
    public RestCall {
        requireNonNull(method, "method is null");
        requireNonNull(target, "target is null");
        requireNonNull(body, "body is null");
        headers = Map.copyOf(headers);
    }

    static RestCall of(String method, String target) {
        return new RestCall(method, target, Map.of(), new byte[0]);
    }

    static RestCall json(String method, String target, String body) {
        return json(method, target, body.getBytes(UTF_8));
    }

    static RestCall json(String method, String target, byte[] body) {
        return new RestCall(method, target, Map.of("Content-Type", "application/json"), body);
    }

    RestCall with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new RestCall(method, target, more, body);
    }

    RestCall body(String text) {
        return new RestCall(method, target, headers, text.getBytes(UTF_8));
    }

    /** The path as sent, without the query. */
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The query as sent; null if there is none. */
    @Nullable
    String query() {
        int query = target.indexOf('?');
        return query < 0 ? null : target.substring(query + 1);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
