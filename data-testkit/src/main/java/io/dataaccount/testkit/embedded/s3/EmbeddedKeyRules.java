package io.dataaccount.testkit.embedded.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which keys S3 takes, and which of them the file store below can keep. */
final class EmbeddedKeyRules {
    private static final int MAX_KEY_BYTES = 1024;

    private EmbeddedKeyRules() {}

    /**
     * @throws AwsErrorException 400 if the key is no file name at all to the store below, or climbs out of its bucket
     */
    static void checkForm(String key) {
        if (climbs(key) || key.indexOf('\0') >= 0) {
            throw new AwsErrorException(400, "InvalidURI", "Couldn't parse the specified URI.");
        }
    }

    /**
     * Whether a key that is kept as a file may begin so.
     *
     * @param prefix null for none
     */
    static boolean isPrefixOfFiles(@Nullable String prefix) {
        if (prefix == null) {
            return true;
        }
        String folders = prefix.substring(0, prefix.lastIndexOf('/') + 1); // the rest may go on, as .. does in ..a
        return !(prefix.startsWith("/") || prefix.contains("//") || prefix.indexOf('\0') >= 0 || climbs(folders));
    }

    private static boolean climbs(String key) {
        return Arrays.stream(key.split("/", -1)).anyMatch(each -> each.equals(".") || each.equals(".."));
    }

    /** @throws AwsErrorException 400 if the key is longer than S3 takes */
    static void checkLength(String key) {
        int bytes = key.getBytes(UTF_8).length;
        if (bytes > MAX_KEY_BYTES) {
            throw new AwsErrorException(400, "KeyTooLongError", "Your key is too long")
                    .with("Size", Integer.toString(bytes))
                    .with("MaxSizeAllowed", Integer.toString(MAX_KEY_BYTES));
        }
    }

    /** Whether the request would put content on a key that ends in a slash, where the store keeps a directory. */
    static boolean fillsFolder(S3Request request, String operation) {
        String length = request.headers()
                .first("x-amz-decoded-content-length")
                .or(() -> request.headers().first("content-length"))
                .orElse("0");
        return request.key().endsWith("/")
                && (operation.equals("CreateMultipartUpload")
                        || (operation.equals("PutObject") && !length.equals("0")));
    }

    static AwsErrorException notKept() {
        return new AwsErrorException(
                501,
                "NotImplemented",
                "The embedded S3 keeps keys as files: no key x beside a key x/y, no content on a key that ends in a"
                        + " slash, no empty segments, and none longer than 255 bytes.");
    }

    static AwsErrorException noSuchKey(String key) {
        return new AwsErrorException(404, "NoSuchKey", "The specified key does not exist.").with("Key", key);
    }
}
