package io.dataaccount.http.benchmark;

import io.dataaccount.aws.s3.SdkCredentials;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.upload.MultipartRequest;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.port.UploadPresigner;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * Implements the port with the SDK in the usual way. Keeps an {@code S3Presigner} per region, because building one
 * takes longer than signing a batch. Builds the override with the session's credentials once per batch. The SDK sets
 * the time of the URLs. Safe for use by many threads.
 */
final class SdkPresigner implements UploadPresigner {
    private final Map<String, S3Presigner> presigners = new ConcurrentHashMap<>();
    private final URI endpoint;

    /** @param endpoint the address of an S3 with bucket names in the path */
    SdkPresigner(URI endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Batch batch(AccountSession session, Bucket bucket, Instant signedAt, UrlLifetime lifetime) {
        S3Presigner presigner = presigners.computeIfAbsent(bucket.region().value(), this::open);
        AwsRequestOverrideConfiguration as = AwsRequestOverrideConfiguration.builder()
                .credentialsProvider(StaticCredentialsProvider.create(SdkCredentials.of(session.credentials())))
                .build();
        return new SdkBatch(presigner, bucket.name().value(), as, lifetime.duration());
    }

    private S3Presigner open(String region) {
        return S3Presigner.builder()
                .region(Region.of(region))
                .endpointOverride(endpoint)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    private record SdkBatch(S3Presigner presigner, String bucket, AwsRequestOverrideConfiguration as, Duration lifetime)
            implements Batch {
        @Override
        public PresignedUpload sign(Upload upload) {
            PresignedPutObjectRequest signed = presigner.presignPutObject(request -> request.signatureDuration(lifetime)
                    .putObjectRequest(put -> put.bucket(bucket)
                            .key(upload.key().value())
                            .contentType(upload.contentType().value())
                            .contentLength(upload.conditions().contentLength())
                            .checksumSHA256(upload.conditions().checksumSha256())
                            .ifNoneMatch(upload.conditions().overwrite() ? null : "*")
                            .overrideConfiguration(as)));
            Map<String, String> headers = new LinkedHashMap<>();
            signed.signedHeaders().forEach((name, values) -> {
                if (!name.equals("host") && !name.equals("content-length")) {
                    headers.put(name, values.get(0));
                }
            });
            return new PresignedUpload(signed.url().toString(), "PUT", headers);
        }

        @Override
        public PresignedUpload sign(MultipartRequest call) {
            throw new UnsupportedOperationException("only whole objects are measured");
        }
    }
}
