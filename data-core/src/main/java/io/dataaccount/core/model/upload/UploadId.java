package io.dataaccount.core.model.upload;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.regex.Pattern;

/** The id that S3 gives a multipart upload: opaque, 1 to 1,024 visible ASCII characters. */
public record UploadId(String value) {
    private static final Pattern FORM = Pattern.compile("[!-~]{1,1024}");

    /** @throws InvalidInputException {@code upload_id}, without the value, if the form is wrong */
    public UploadId {
        requireNonNull(value, "value is null");
        if (!FORM.matcher(value).matches()) {
            throw InvalidInputException.withoutValue("upload_id", "must be the UploadId that S3 returned, unchanged");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
