package io.dataaccount.core.model.upload;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** An upload that someone wants a URL for. */
public record Upload(ObjectKey key, ContentType contentType, UploadConditions conditions) {
    public Upload {
        requireNonNull(key, "key is null");
        requireNonNull(contentType, "contentType is null");
        requireNonNull(conditions, "conditions is null");
    }

    /** The HTTP method that the URL is for. */
    public String method() {
        return "PUT";
    }

    /** What the client must send with the URL, as {@link PresignedUpload#headers} has it. */
    public Map<String, String> headers() {
        String checksum = conditions.checksumSha256();
        if (checksum == null && conditions.overwrite()) {
            return Map.of("Content-Type", contentType.value());
        }
        Map<String, String> headers = new LinkedHashMap<>(4);
        headers.put("Content-Type", contentType.value());
        if (!conditions.overwrite()) {
            headers.put("If-None-Match", "*");
        }
        if (checksum != null) {
            headers.put("x-amz-checksum-sha256", checksum);
        }
        return headers;
    }
}
