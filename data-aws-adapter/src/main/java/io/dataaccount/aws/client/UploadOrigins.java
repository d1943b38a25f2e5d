package io.dataaccount.aws.client;

import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.s3.presign.RegionalHost;
import io.dataaccount.aws.sdk.KnownRegions;
import io.dataaccount.core.model.account.Region;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The origins of upload URLs, for the Content Security Policy of a web page. */
public final class UploadOrigins {
    private UploadOrigins() {}

    /**
     * The origins of all upload URLs. On AWS: the S3 endpoints of the server's region and of all known regions in the
     * same partition, each without and with a {@code *} for the bucket name. With a custom endpoint: its origin, and
     * one with a {@code *} unless path style is configured. Origins of other AWS services are not included.
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
