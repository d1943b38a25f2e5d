package io.dataaccount.core.model.upload;

import io.dataaccount.core.error.InvalidInputException;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a presigned upload beyond its key and content type. S3 refuses a PUT that does not meet them.
 *
 * @param contentLength the exact size in bytes, 0 to 5 GiB (the maximum of one PUT), or null for any size
 * @param checksumSha256 the SHA-256 of the content in base64, or null for any content
 * @param overwrite whether an existing object with this key may be replaced
 */
public record UploadConditions(
        @Nullable Long contentLength, @Nullable String checksumSha256, boolean overwrite) {
    /** No conditions: any size and content, and an existing object may be replaced. */
    public static final UploadConditions NONE = new UploadConditions(null, null, true);

    private static final long MAX_LENGTH = 5L << 30;

    /** 32 bytes in base64. */
    private static final Pattern SHA256 = Pattern.compile("[A-Za-z0-9+/]{43}=");

    /** @throws InvalidInputException {@code content_length} or {@code checksum_sha256}, if that value is invalid */
    public UploadConditions {
        if (contentLength != null && (contentLength < 0 || contentLength > MAX_LENGTH)) {
            throw new InvalidInputException(
                    "content_length", contentLength.toString(), "must be 0 to 5368709120 bytes, the limit of one PUT");
        }
        if (checksumSha256 != null && !isSha256(checksumSha256)) {
            throw new InvalidInputException(
                    "checksum_sha256", checksumSha256, "must be the 32 bytes of a SHA-256 in base64");
        }
    }

    /** The required size in bytes; empty for any size. */
    public OptionalLong length() {
        return contentLength == null ? OptionalLong.empty() : OptionalLong.of(contentLength);
    }

    /** The required SHA-256 in base64; empty for any content. */
    public Optional<String> sha256() {
        return Optional.ofNullable(checksumSha256);
    }

    /** Accepts only canonical base64: S3 compares the text with the checksum that it computes. */
    private static boolean isSha256(String text) {
        return SHA256.matcher(text).matches() // avoids an exception of the decoder for each file of a batch
                && Base64.getEncoder()
                        .encodeToString(Base64.getDecoder().decode(text))
                        .equals(text);
    }
}
