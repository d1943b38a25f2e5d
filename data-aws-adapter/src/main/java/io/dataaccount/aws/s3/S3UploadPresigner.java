package io.dataaccount.aws.s3;

import io.dataaccount.core.model.Access;
import io.dataaccount.core.model.Bucket;
import io.dataaccount.core.model.ExpiresIn;
import io.dataaccount.core.model.MultipartCall;
import io.dataaccount.core.model.PresignedUpload;
import io.dataaccount.core.model.Region;
import io.dataaccount.core.model.Upload;
import io.dataaccount.core.port.UploadPresigner;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.endpoints.EndpointUrl;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Signs upload URLs for the endpoint of the bucket's own region, which for us-east-1 is the global one: virtual-hosted, or
 * path-style for a custom endpoint that asks for it and for a dotted name, which the certificate of the virtual-hosted one
 * does not cover. The URLs are those of the SDK's own {@code S3Presigner}, which cannot be told what time it is; so this
 * puts its parts together itself.
 */
public final class S3UploadPresigner implements UploadPresigner {
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
    private static final S3EndpointProvider ENDPOINTS = S3EndpointProvider.defaultProvider();

    private final @Nullable URI endpoint;
    private final boolean pathStyle;

    /**
     * @param endpoint where an S3-compatible server is, whatever the region; null for AWS
     * @param pathStyle whether every bucket stands in the path and not in the host name
     */
    public S3UploadPresigner(@Nullable URI endpoint, boolean pathStyle) {
        this.endpoint = endpoint;
        this.pathStyle = pathStyle;
    }

    @Override
    public Batch batch(Access access, Bucket bucket, Instant signedAt, ExpiresIn lifetime) {
        EndpointUrl root = root(bucket);
        AwsCredentials identity = S3Calls.credentials(access.credentials());
        Clock clock = Clock.fixed(signedAt, ZoneOffset.UTC);
        return new SigningBatch(wanted -> SIGNER.sign(request -> request.identity(identity)
                        .request(unsigned(root, wanted))
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, lifetime.duration())
                        .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(
                                AwsV4HttpSigner.REGION_NAME, bucket.region().value())
                        .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false))
                .request());
    }

    private EndpointUrl root(Bucket bucket) {
        return ENDPOINTS
                .resolveEndpoint(where -> where.bucket(bucket.name().value())
                        .region(software.amazon.awssdk.regions.Region.of(
                                bucket.region().value()))
                        .endpoint(endpoint == null ? null : endpoint.toString())
                        .forcePathStyle(pathStyle || bucket.name().isDotted())
                        // as the SDK has it: the global name, which is that of the first region too
                        .useGlobalEndpoint(endpoint == null && bucket.region().equals(Region.US_EAST_1)))
                .join()
                .endpointUrl();
    }

    private static SdkHttpRequest unsigned(EndpointUrl root, ObjectRequest wanted) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(wanted.method())
                .protocol(root.scheme())
                .host(root.host())
                .port(root.port() < 0 ? null : root.port())
                .encodedPath(root.encodedPath() + "/"
                        + SdkHttpUtils.urlEncodeIgnoreSlashes(wanted.key().value()));
        wanted.query().forEach(request::putRawQueryParameter);
        wanted.headers().forEach(request::putHeader);
        if (wanted.contentLength() != null) {
            request.putHeader("Content-Length", wanted.contentLength().toString());
        }
        return request.build();
    }

    private record SigningBatch(Function<ObjectRequest, SdkHttpRequest> signer) implements Batch {
        @Override
        public PresignedUpload sign(Upload upload) {
            return sign(ObjectRequest.of(upload));
        }

        @Override
        public PresignedUpload sign(MultipartCall call) {
            return sign(ObjectRequest.of(call));
        }

        private PresignedUpload sign(ObjectRequest request) {
            String url = signer.apply(request).getUri().toString();
            return new PresignedUpload(url, request.method().name(), request.headers());
        }
    }
}
