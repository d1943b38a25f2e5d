package io.dataaccount.core.model.upload;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A URL that whoever holds it may make one request of an upload with: a whole object's, or one of several.
 *
 * @param url signed, and therefore a secret until it expires
 * @param method the HTTP method that it is signed for
 * @param headers what the client must send with it, to the letter; {@code Host} and {@code Content-Length} are not among
 *     them, as every HTTP client sends those of itself
 */
public record PresignedUpload(String url, String method, Map<String, String> headers) {
    public PresignedUpload {
        requireNonNull(url, "url is null");
        requireNonNull(method, "method is null");
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    @Override
    public String toString() {
        return "PresignedUpload[<redacted>]";
    }
}
