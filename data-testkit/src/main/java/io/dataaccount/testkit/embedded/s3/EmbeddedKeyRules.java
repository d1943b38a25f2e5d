package io.dataaccount.testkit.embedded.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The rules for keys: those of S3, and those of the file store. */
final class EmbeddedKeyRules {
    private static final int MAX_KEY_BYTES = 1024;

    private EmbeddedKeyRules() {}

    /** @throws AwsErrorException 400 if the key cannot be a file name, or leads out of the directory of its bucket */
    static void checkForm(String key) {
        if (leavesBucket(key) || key.indexOf('\0') >= 0) {
            throw new AwsErrorException(400, "InvalidURI", "Couldn't parse the specified URI.");
        }
    }

    /**
     * Whether a key that the store can have may begin with the prefix.
     *
     * @param prefix null for none
     */
    static boolean isPrefixOfFiles(@Nullable String prefix) {
        if (prefix == null) {
            return true;
        }
        // the last segment may be incomplete: .. is a prefix of ..a
        String folders = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        return !(prefix.startsWith("/") || prefix.contains("//") || prefix.indexOf('\0') >= 0 || leavesBucket(folders));
    }

    private static boolean leavesBucket(String key) {
        return Arrays.stream(key.split("/", -1)).anyMatch(each -> each.equals(".") || each.equals(".."));
    }

    /** @throws AwsErrorException 400 if the key is longer than S3 allows */
    static void checkLength(String key) {
        int bytes = key.getBytes(UTF_8).length;
        if (bytes > MAX_KEY_BYTES) {
            throw new AwsErrorException(400, "KeyTooLongError", "Your key is too long")
                    .with("Size", Integer.toString(bytes))
                    .with("MaxSizeAllowed", Integer.toString(MAX_KEY_BYTES));
        }
    }

    /** Whether the request puts content on a key that ends in a slash, which is a directory in the store. */
    static boolean hasContentInFolder(S3Request request, String operation) {
        String length = request.headers()
                .first("x-amz-decoded-content-length")
                .or(() -> request.headers().first("content-length"))
                .orElse("0");
        return request.key().endsWith("/")
                && (operation.equals("CreateMultipartUpload")
                        || (operation.equals("PutObject") && !length.equals("0")));
    }

    static AwsErrorException cannotStore() {
        return new AwsErrorException(
                501,
                "NotImplemented",
                "The embedded S3 stores keys as files: a key x cannot exist together with a key x/y, a key that ends"
                        + " in a slash has no content, and no segment is empty or longer than 255 bytes. The last one has"
                        + " at most 218 bytes. In an upload in parts the first and the last one have at most 212 bytes, or"
                        + " 169 if the key has no slash.");
    }

    static AwsErrorException noSuchKey(String key) {
        return new AwsErrorException(404, "NoSuchKey", "The specified key does not exist.").with("Key", key);
    }
}
