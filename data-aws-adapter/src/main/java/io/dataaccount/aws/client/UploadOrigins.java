package io.dataaccount.aws.client;

import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.EndpointSettings;
import io.dataaccount.aws.config.HttpUrl;
import io.dataaccount.aws.s3.SdkEndpoints;
import io.dataaccount.aws.s3.presign.RegionalHost;
import io.dataaccount.aws.sdk.KnownRegions;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import java.net.URI;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The origins of upload URLs, for the Content Security Policy of a web page. */
public final class UploadOrigins {
    private static final BucketName ANY_BUCKET = new BucketName("any-bucket");

    private UploadOrigins() {}

    /**
     * The origins of all upload URLs. On AWS: the S3 endpoints of the server's region and of all known regions in the
     * same partition, each without and with a {@code *} for the bucket name. If the environment asks for FIPS or
     * dual-stack endpoints, those. With a custom endpoint: its origin, and one with a {@code *} unless path style is
     * configured. Origins of other AWS services are not included.
     *
     * @see <a href="https://docs.aws.amazon.com/general/latest/gr/s3.html">S3 endpoints</a>
     */
    public static Set<String> of(AwsConfig config) {
        URI endpoint = config.publicS3Endpoint() == null ? config.s3Endpoint() : config.publicS3Endpoint();
        if (endpoint != null) {
            return ofServer(endpoint, config.s3PathStyle());
        }
        if (!EndpointSettings.exist()) {
            return ofAws(config.region(), RegionalHost::of);
        }
        SdkEndpoints sdk = new SdkEndpoints(null, true);
        return sdk.custom(config.region())
                .map(custom -> ofServer(custom, config.s3PathStyle()))
                .orElseGet(() -> ofAws(
                        config.region(),
                        region -> sdk.upload(new Bucket(ANY_BUCKET, region)).host()));
    }

    private static Set<String> ofAws(Region own, Function<Region, String> hosts) {
        return regions(own)
                .map(hosts)
                .flatMap(host -> Stream.of("https://" + host, "https://*." + host))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> ofServer(URI endpoint, boolean pathStyle) {
        // browsers see the origin, so it must not contain a user and a password
        String origin = HttpUrl.withoutUser(endpoint.getScheme() + "://" + endpoint.getRawAuthority());
        return pathStyle ? Set.of(origin) : Set.of(origin, origin.replaceFirst("://", "://*."));
    }

    private static Stream<Region> regions(Region own) {
        return new KnownRegions(own).all().filter(each -> each.partition().equals(own.partition()));
    }
}
