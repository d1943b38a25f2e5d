package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of S3 for names of general-purpose buckets. */
final class BucketNames {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
    private static final List<String> PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> SUFFIXES = List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

    private BucketNames() {}

    /** @throws AwsErrorException 400 {@code InvalidBucketName} if the name is not valid */
    static void check(String name) {
        boolean valid = FORM.matcher(name).matches()
                && !name.contains("..")
                && !ADDRESS.matcher(name).matches()
                && PREFIXES.stream().noneMatch(name::startsWith)
                && SUFFIXES.stream().noneMatch(name::endsWith);
        if (!valid) {
            throw new AwsErrorException(400, "InvalidBucketName", "The specified bucket is not valid.")
                    .with("BucketName", name);
        }
    }
}
