package io.dataaccount.core.model.upload;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A presigned request of an upload. Anyone who has the URL can send the request until it expires. {@link #toString}
 * does not show it.
 *
 * @param url the signed URL, which is a secret until it expires
 * @param method the HTTP method that the URL is signed for
 * @param headers the headers that the client must send unchanged. {@code Host} and {@code Content-Length} are not
 *     included, because every HTTP client sends them itself
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
