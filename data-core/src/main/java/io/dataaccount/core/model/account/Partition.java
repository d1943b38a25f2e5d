package io.dataaccount.core.model.account;

/**
 * One of AWS's separate worlds; an ARN names it, and nothing in one reaches into another.
 *
 * @see <a href="https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html">Partitions</a>
 */
public enum Partition {
    AWS("aws"),
    AWS_CN("aws-cn"),
    AWS_US_GOV("aws-us-gov");

    private final String id;

    Partition(String id) {
        this.id = id;
    }

    /** The partition as it stands in an ARN. */
    public String id() {
        return id;
    }
}
