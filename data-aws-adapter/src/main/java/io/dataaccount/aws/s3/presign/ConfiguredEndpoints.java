package io.dataaccount.aws.s3.presign;

import io.dataaccount.aws.s3.SdkEndpoints;
import io.dataaccount.core.model.bucket.Bucket;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The endpoints that the SDK takes from its environment, such as those of FIPS or of a profile. Asks the SDK once for
 * each region, and again for a bucket name with a dot. Safe for use by many threads.
 */
final class ConfiguredEndpoints implements BucketEndpoints {
    private final SdkEndpoints sdk;

    /** Key: the region, and whether the bucket name contains a dot. Empty if our signer does not cover the endpoint. */
    private final Map<String, Optional<S3EndpointResolver>> resolvers = new ConcurrentHashMap<>();

    ConfiguredEndpoints(SdkEndpoints sdk) {
        this.sdk = sdk;
    }

    @Override
    public @Nullable S3Endpoint of(Bucket bucket) {
        String kind = bucket.region() + (bucket.name().isDotted() ? " dotted" : "");
        Optional<S3EndpointResolver> resolver = resolvers.get(kind);
        if (resolver == null) {
            resolver = resolvers.computeIfAbsent(kind, any -> resolver(bucket));
        }
        return resolver.isEmpty() ? null : resolver.get().of(bucket);
    }

    @Override
    public boolean isPlainAws() {
        return false;
    }

    /** The resolver for the URL that remains without the names of the bucket and of the object. */
    private Optional<S3EndpointResolver> resolver(Bucket bucket) {
        SdkHttpRequest upload = sdk.upload(bucket);
        String inHost = bucket.name() + ".";
        String inPath = "/" + bucket.name() + "/" + SdkEndpoints.KEY;
        String path = upload.encodedPath();
        if (!upload.rawQueryParameters().isEmpty()) {
            return Optional.empty();
        }
        if (upload.host().startsWith(inHost)) {
            String host = upload.host().substring(inHost.length());
            return resolver(upload, host, path.substring(0, path.length() - SdkEndpoints.KEY.length()), false);
        }
        return path.endsWith(inPath)
                ? resolver(upload, upload.host(), path.substring(0, path.length() - inPath.length()) + "/", true)
                : Optional.empty();
    }

    private static Optional<S3EndpointResolver> resolver(
            SdkHttpRequest upload, String host, String path, boolean pathStyle) {
        try {
            URI endpoint = new URI(upload.protocol() + "://" + host + ":" + upload.port() + path);
            return Optional.of(new S3EndpointResolver(endpoint, pathStyle));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
