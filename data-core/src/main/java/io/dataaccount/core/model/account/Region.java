package io.dataaccount.core.model.account;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.regex.Pattern;

/** An AWS region such as {@code eu-central-1}, of one of the partitions in {@link Partition}. */
public record Region(String value) {
    /** By form and not from a list: a list is out of date with the next region that opens. */
    private static final Pattern FORM =
            Pattern.compile("(us-gov|[a-z]{2})-(north|south|east|west|central)(east|west)?-[1-9]");

    /** S3\'s first region; below the rule, as it is checked by it. */
    public static final Region US_EAST_1 = new Region("us-east-1");

    public Region {
        requireNonNull(value, "value is null");
        if (!FORM.matcher(value).matches()) {
            throw new InvalidInputException(
                    "region", value, "must be a region of aws, aws-cn or aws-us-gov, such as us-east-1");
        }
    }

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
