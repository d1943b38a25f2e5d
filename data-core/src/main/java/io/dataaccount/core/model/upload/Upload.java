package io.dataaccount.core.model.upload;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** An upload of one object with a single PUT, for which a presigned URL is requested. */
public record Upload(ObjectKey key, ContentType contentType, UploadConditions conditions) {
    public Upload {
        requireNonNull(key, "key is null");
        requireNonNull(contentType, "contentType is null");
        requireNonNull(conditions, "conditions is null");
    }

    /** The HTTP method that the URL is signed for. */
    public String method() {
        return "PUT";
    }

    /** The headers that the client must send with the URL, as in {@link PresignedUpload#headers}. */
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
