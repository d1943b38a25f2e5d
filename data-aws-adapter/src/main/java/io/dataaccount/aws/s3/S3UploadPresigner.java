package io.dataaccount.aws.s3;

import io.dataaccount.core.model.Access;
import io.dataaccount.core.model.Bucket;
import io.dataaccount.core.model.ExpiresIn;
import io.dataaccount.core.model.PresignedUpload;
import io.dataaccount.core.model.Region;
import io.dataaccount.core.model.Upload;
import io.dataaccount.core.port.UploadPresigner;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.signer.AwsSignerExecutionAttribute;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * Signs upload URLs with the SDK's presigner, for the endpoint of the bucket's own region: virtual-hosted, or path-style
 * for a custom endpoint and for a dotted name, which the certificate of the virtual-hosted one does not cover.
 */
public final class S3UploadPresigner implements UploadPresigner, AutoCloseable {
    /** What every HTTP client sends of itself, from the address and the body. */
    private static final Set<String> SENT_ANYWAY = Set.of("host", "content-length");

    private record Shape(Region region, boolean pathStyle) {}

    private final Map<Shape, S3Presigner> presigners = new ConcurrentHashMap<>();
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
        S3Presigner presigner = presigners.computeIfAbsent(
                new Shape(bucket.region(), pathStyle || bucket.name().isDotted()), this::open);
        StaticCredentialsProvider credentials =
                StaticCredentialsProvider.create(S3Calls.credentials(access.credentials()));
        Clock clock = Clock.fixed(signedAt, ZoneOffset.UTC);
        return upload -> {
            PresignedPutObjectRequest presigned =
                    presigner.presignPutObject(request -> request.signatureDuration(lifetime.duration())
                            .putObjectRequest(put -> put(put, bucket, upload)
                                    .overrideConfiguration(with -> with.credentialsProvider(credentials)
                                            .putExecutionAttribute(AwsSignerExecutionAttribute.SIGNING_CLOCK, clock))));
            return new PresignedUpload(presigned.url().toString(), "PUT", headers(presigned.signedHeaders()));
        };
    }

    private static PutObjectRequest.Builder put(PutObjectRequest.Builder put, Bucket bucket, Upload upload) {
        return put.bucket(bucket.name().value())
                .key(upload.key().value())
                .contentType(upload.contentType().value())
                .contentLength(upload.guards().contentLength())
                .checksumSHA256(upload.guards().checksumSha256())
                .ifNoneMatch(upload.guards().overwrite() ? null : "*");
    }

    private static Map<String, String> headers(Map<String, List<String>> signed) {
        Map<String, String> headers = new TreeMap<>();
        signed.forEach((name, values) -> {
            if (!SENT_ANYWAY.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, String.join(",", values));
            }
        });
        return headers;
    }

    private S3Presigner open(Shape shape) {
        return S3Presigner.builder()
                .region(software.amazon.awssdk.regions.Region.of(shape.region().value()))
                .endpointOverride(endpoint)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(shape.pathStyle())
                        .build())
                .build();
    }

    @Override
    public void close() {
        presigners.values().forEach(S3Presigner::close);
    }
}
