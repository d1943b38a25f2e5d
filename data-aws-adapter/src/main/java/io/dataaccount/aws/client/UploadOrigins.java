package io.dataaccount.aws.client;

import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.s3.presign.RegionalHost;
import io.dataaccount.aws.sdk.KnownRegions;
import io.dataaccount.core.model.account.Region;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The origins that upload URLs lead to, for a page that lets its browser talk to no others. */
public final class UploadOrigins {
    private UploadOrigins() {}

    /**
     * Those of the buckets of every region, in the partition of the server's own, that the AWS SDK knows and of the server's own;
     * or those of another server. {@code *} stands for a bucket's name. No other service of AWS is among them.
     *
     * @see <a href="https://docs.aws.amazon.com/general/latest/gr/s3.html">S3 endpoints</a>
     */
    public static Set<String> of(AwsConfig config) {
        URI endpoint = config.publicS3Endpoint() == null ? config.s3Endpoint() : config.publicS3Endpoint();
        if (endpoint == null) {
            return regions(config.region())
                    .map(RegionalHost::of)
                    .flatMap(host -> Stream.of("https://" + host, "https://*." + host))
                    .collect(Collectors.toUnmodifiableSet());
        }
        String origin = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
        return config.s3PathStyle() ? Set.of(origin) : Set.of(origin, origin.replaceFirst("://", "://*."));
    }

    private static Stream<Region> regions(Region own) {
        return new KnownRegions(own).all().filter(each -> each.partition() == own.partition());
    }
}
