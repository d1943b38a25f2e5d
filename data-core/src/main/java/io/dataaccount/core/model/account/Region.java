package io.dataaccount.core.model.account;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.regex.Pattern;

/** An AWS region such as {@code eu-central-1}, in one of the partitions of {@link Partition}. */
public record Region(String value) {
    /** Checks the form, not a list of regions: a list is out of date as soon as AWS opens a region. */
    private static final Pattern FORM =
            Pattern.compile("(us-gov|[a-z]{2})-(north|south|east|west|central)(east|west)?-[1-9]");

    /** The region {@code us-east-1}. Declared after the pattern, because static initialisation order matters. */
    public static final Region US_EAST_1 = new Region("us-east-1");

    /** @throws InvalidInputException {@code region}, if the value does not have the form of a region */
    public Region {
        requireNonNull(value, "value is null");
        if (!FORM.matcher(value).matches()) {
            throw new InvalidInputException(
                    "region", value, "must be a region of aws, aws-cn or aws-us-gov, such as us-east-1");
        }
    }

    /** The partition that the region belongs to, derived from the beginning of its name. */
    public Partition partition() {
        if (value.startsWith("cn-")) {
            return Partition.AWS_CN;
        }
        return value.startsWith("us-gov-") ? Partition.AWS_US_GOV : Partition.AWS;
    }

    @Override
    public String toString() {
        return value;
    }
}
