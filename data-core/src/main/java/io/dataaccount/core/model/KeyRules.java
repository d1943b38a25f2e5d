package io.dataaccount.core.model;

import io.dataaccount.core.error.InvalidInput;
import java.nio.charset.StandardCharsets;

/**
 * What an object key and a folder path have in common. S3 itself allows more; what is refused here would be rewritten
 * by browsers and proxies on its way, which breaks the signature of a presigned URL.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Naming S3 objects</a>
 */
final class KeyRules {
    private static final int MAX_BYTES = 1024;

    private KeyRules() {}

    /** Refuses a text that is not {@code segment/segment/...}; a trailing slash is the caller's to take off first. */
    static void check(String field, String whole, String segments) {
        if (StandardCharsets.UTF_8.encode(whole).limit() > MAX_BYTES) {
            throw new InvalidInput(field, whole, "must be at most 1,024 bytes as UTF-8");
        }
        if (segments.startsWith("/")) {
            throw new InvalidInput(field, whole, "must not begin with a slash: leave it out");
        }
        whole.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                throw new InvalidInput(field, whole, "must not contain control characters");
            }
            if (Character.getType(c) == Character.SURROGATE) {
                throw new InvalidInput(field, whole, "must be valid Unicode, without half of a surrogate pair");
            }
        });
        for (String segment : segments.split("/", -1)) {
            if (segment.isEmpty()) {
                throw new InvalidInput(field, whole, "must not have an empty segment, as in a//b");
            }
            if (segment.equals(".") || segment.equals("..")) {
                throw new InvalidInput(field, whole, "must not have a segment '" + segment + "'");
            }
        }
    }
}
