package io.dataaccount.aws.s3.presign;

import io.dataaccount.aws.sdk.DnsSuffix;
import io.dataaccount.core.model.account.Region;

/**
 * The host name of S3 on AWS in a region. For us-east-1 it is the global one.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/s3.html">S3 endpoints</a>
 */
public final class RegionalHost {
    private RegionalHost() {}

    /** The host name, such as {@code s3.eu-west-1.amazonaws.com}. */
    public static String of(Region region) {
        // compares names: the generated equals of a record is linked at run time, which costs a new process 50 ms
        if (region.value().equals(Region.US_EAST_1.value())) {
            return "s3.amazonaws.com";
        }
        return "s3." + region + "." + DnsSuffix.of(region);
    }
}
