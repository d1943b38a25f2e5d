package io.dataaccount.aws.sdk;

import io.dataaccount.core.model.account.Region;
import java.util.Set;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.RegionMetadata;

/** The end of the host names of AWS services, such as {@code amazonaws.com}, from the SDK's metadata of partitions. */
public final class DnsSuffix {
    private static final String USUAL = "amazonaws.com";

    /** Known without the SDK's metadata, which the first upload URL of a process would wait for. */
    private static final Set<String> USUAL_PARTITIONS = Set.of("aws", "aws-us-gov");

    private DnsSuffix() {}

    public static String of(Region region) {
        return USUAL_PARTITIONS.contains(region.partition().id())
                ? USUAL
                : PartitionMetadata.of(software.amazon.awssdk.regions.Region.of(region.value()))
                        .dnsSuffix();
    }

    /** @param partition the name of the partition in an ARN; the suffix of one that the SDK does not know is usual */
    public static String ofPartition(String partition) {
        if (USUAL_PARTITIONS.contains(partition)) {
            return USUAL;
        }
        for (software.amazon.awssdk.regions.Region each : software.amazon.awssdk.regions.Region.regions()) {
            RegionMetadata metadata = each.metadata();
            if (metadata != null && metadata.partition().id().equals(partition)) {
                return metadata.partition().dnsSuffix();
            }
        }
        return USUAL;
    }
}
