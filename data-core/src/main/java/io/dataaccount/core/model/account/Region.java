package io.dataaccount.core.model.account;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.regex.Pattern;

/**
 * A region: of AWS, such as {@code eu-central-1}, or of an S3-compatible server, such as {@code garage}. Whether the
 * region exists is known only to the adapters.
 */
public record Region(String value) {
    /** A label of a host name (RFC 1123), because host names of AWS contain the region. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    /** Not regions, but names with a meaning in AWS SDKs: all regions of a partition, and FIPS endpoints. */
    private static final Pattern RESERVED = Pattern.compile("aws-(?:[a-z-]+-)?global|.*fips-.*|.*-fips.*");

    private static final Pattern AWS_FORM = Pattern.compile("[a-z]+(?:-[a-z]+)+-[0-9]+");

    /** The region {@code us-east-1}. Declared after the patterns, because static initialisation order matters. */
    public static final Region US_EAST_1 = new Region("us-east-1");

    /** @throws InvalidInputException {@code region}, if the value does not have the form of a region */
    public Region {
        requireNonNull(value, "value is null");
        if (!FORM.matcher(value).matches()) {
            throw new InvalidInputException(
                    "region",
                    value,
                    "must be a region of AWS such as us-east-1, or that of an S3-compatible server:"
                            + " 1 to 63 letters, digits and hyphens");
        }
        if (RESERVED.matcher(value).matches()) {
            throw new InvalidInputException(
                    "region", value, "must be a region: this name means a kind of endpoint in AWS SDKs");
        }
    }

    /** The partition that the region belongs to, derived from the beginning of its name. */
    public Partition partition() {
        return Partition.of(this);
    }

    /** Whether the name has the form of AWS: words and a number, such as {@code eu-central-1}. */
    public boolean hasAwsForm() {
        return AWS_FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
