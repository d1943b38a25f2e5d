package io.dataaccount.aws.sts;

import java.net.URI;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.PartitionEndpointKey;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.services.sts.StsServiceClientConfiguration;

/** Tells STS of AWS from servers of other makers, by the endpoint that the SDK's client uses. */
final class StsServers {
    private StsServers() {}

    /**
     * The configured endpoint of a server that is not at AWS; null for STS of AWS. An endpoint of AWS can be configured
     * too, such as that of a VPC endpoint.
     *
     * @param client has the endpoint, whether the program, the environment or a profile named it
     */
    static @Nullable URI ofAnotherMaker(StsServiceClientConfiguration client) {
        URI endpoint = client.endpointOverride().orElse(null);
        return endpoint == null || isOfAws(endpoint, client) ? null : endpoint;
    }

    private static boolean isOfAws(URI endpoint, StsServiceClientConfiguration client) {
        String host = endpoint.getHost() == null ? "" : endpoint.getHost().toLowerCase(Locale.ROOT);
        PartitionMetadata partition = PartitionMetadata.of(client.region());
        PartitionEndpointKey dualStack =
                PartitionEndpointKey.builder().tags(EndpointTag.DUALSTACK).build();
        return Stream.of(partition.dnsSuffix(), partition.dnsSuffix(dualStack))
                .anyMatch(suffix -> host.endsWith("." + suffix));
    }
}
