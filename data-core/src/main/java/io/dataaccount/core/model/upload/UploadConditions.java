package io.dataaccount.core.model.upload;

import io.dataaccount.core.error.InvalidInputException;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a presigned upload insists on beyond its key and content type; S3 refuses a PUT that differs.
 *
 * @param contentLength the exact size in bytes, 0 to 5 GiB (the most that one PUT may carry), or null for any
 * @param checksumSha256 the SHA-256 of the bytes in base64, or null for any
 * @param overwrite whether an object of that key may exist already
 */
public record UploadConditions(
        @Nullable Long contentLength, @Nullable String checksumSha256, boolean overwrite) {
    public static final UploadConditions NONE = new UploadConditions(null, null, true);

    private static final long MAX_LENGTH = 5L << 30;

    /** 32 bytes in base64. */
    private static final Pattern SHA256 = Pattern.compile("[A-Za-z0-9+/]{43}=");

    public UploadConditions {
        if (contentLength != null && (contentLength < 0 || contentLength > MAX_LENGTH)) {
            throw new InvalidInputException(
                    "content_length", contentLength.toString(), "must be 0 to 5368709120 bytes, the most of one PUT");
        }
        if (checksumSha256 != null && !isSha256(checksumSha256)) {
            throw new InvalidInputException(
                    "checksum_sha256", checksumSha256, "must be the 32 bytes of a SHA-256 in base64");
        }
    }

    public OptionalLong length() {
        return contentLength == null ? OptionalLong.empty() : OptionalLong.of(contentLength);
    }

    public Optional<String> sha256() {
        return Optional.ofNullable(checksumSha256);
    }

    /** Only the canonical spelling: S3 compares it as text with what it computes. */
    private static boolean isSha256(String text) {
        return SHA256.matcher(text).matches() // or the decoder throws, with a stack trace for each file of a batch
                && Base64.getEncoder()
                        .encodeToString(Base64.getDecoder().decode(text))
                        .equals(text);
    }
}
