package io.dataaccount.core.model.account;

/**
 * An AWS partition: a group of regions with its own accounts and ARNs. Resources of one partition cannot be used in
 * another.
 *
 * @see
 *     <a href="https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html">Partitions</a>
 */
public enum Partition {
    AWS("aws"),
    AWS_CN("aws-cn"),
    AWS_US_GOV("aws-us-gov");

    private final String id;

    Partition(String id) {
        this.id = id;
    }

    /** The name of the partition in an ARN, such as {@code aws-cn}. */
    public String id() {
        return id;
    }
}
