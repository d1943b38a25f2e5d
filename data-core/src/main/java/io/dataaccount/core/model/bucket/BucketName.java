package io.dataaccount.core.model.bucket;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Name of a general-purpose S3 bucket: 3 to 63 characters of {@code a-z 0-9 . -}, in none of the forms that S3
 * reserves.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket naming rules</a>
 */
public record BucketName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> RESERVED_SUFFIXES =
            List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

    /** @throws InvalidInputException {@code bucket_name}, if the value breaks a rule */
    public BucketName {
        requireNonNull(value, "value is null");
        if (!FORM.matcher(value).matches()) {
            throw invalid(value, "must be 3 to 63 of a-z 0-9 . - and begin and end with a letter or digit");
        }
        if (value.contains("..")) {
            throw invalid(value, "must not contain two dots in a row");
        }
        if (IP_ADDRESS.matcher(value).matches()) {
            throw invalid(value, "must not be formed like an IP address");
        }
        for (String prefix : RESERVED_PREFIXES) {
            if (value.startsWith(prefix)) {
                throw invalid(value, "must not begin with " + prefix + ", which S3 reserves");
            }
        }
        for (String suffix : RESERVED_SUFFIXES) {
            if (value.endsWith(suffix)) {
                throw invalid(value, "must not end with " + suffix + ", which S3 reserves");
            }
        }
    }

    /**
     * Whether the name contains a dot. The wildcard certificate of S3's virtual-hosted addresses does not cover such a
     * name.
     */
    public boolean isDotted() {
        return value.indexOf('.') >= 0;
    }

    private static InvalidInputException invalid(String value, String rule) {
        return new InvalidInputException("bucket_name", value, rule);
    }

    @Override
    public String toString() {
        return value;
    }
}
