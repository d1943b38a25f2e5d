package io.dataaccount.core.model.account;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An AWS partition: a group of regions with its own accounts and ARNs. Resources of one partition cannot be used in
 * another.
 *
 * @param id the name of the partition in an ARN, such as {@code aws-cn}
 * @see
 *     <a href="https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html">Partitions</a>
 */
public record Partition(String id) {
    /** The form of the name, for patterns of ARNs. Checks no list, because AWS adds partitions. */
    public static final String FORM = "aws(?:-[a-z]{2,16}(?:-[a-z]{1,16})?)?";

    /** The isolated partitions: {@code us-iso-} belongs to aws-iso, {@code us-isob-} to aws-iso-b. */
    private static final Pattern ISOLATED = Pattern.compile("[a-z]{2}-iso(?<letter>[a-z]?)-.*");

    public Partition {
        requireNonNull(id, "id is null");
    }

    /**
     * The partition of the region, derived from the beginning of its name. Names that do not say more belong to
     * {@code aws}, also those of S3-compatible servers.
     */
    static Partition of(Region region) {
        String name = region.value();
        if (name.startsWith("cn-")) {
            return new Partition("aws-cn");
        }
        if (name.startsWith("us-gov-")) {
            return new Partition("aws-us-gov");
        }
        if (name.startsWith("eusc-")) {
            return new Partition("aws-eusc");
        }
        Matcher isolated = ISOLATED.matcher(name);
        if (isolated.matches()) {
            String letter = isolated.group("letter");
            return new Partition(letter.isEmpty() ? "aws-iso" : "aws-iso-" + letter);
        }
        return new Partition("aws");
    }

    @Override
    public String toString() {
        return id;
    }
}
