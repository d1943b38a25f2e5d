package io.dataaccount.core.model.upload;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.regex.Pattern;

/** What S3 calls a multipart upload that has begun: opaque, 1 to 1,024 visible ASCII characters. */
public record UploadId(String value) {
    private static final Pattern FORM = Pattern.compile("[!-~]{1,1024}");

    public UploadId {
        requireNonNull(value, "value is null");
        if (!FORM.matcher(value).matches()) {
            throw InvalidInputException.withoutValue("upload_id", "must be the UploadId that S3 gave, unchanged");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
