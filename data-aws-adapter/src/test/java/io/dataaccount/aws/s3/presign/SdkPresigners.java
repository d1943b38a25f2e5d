package io.dataaccount.aws.s3.presign;

import io.dataaccount.core.model.account.Credentials;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The SDK's presigners, one for each endpoint, for the same requests. They take the date from the system clock. */
final class SdkPresigners implements AutoCloseable {
    private final Map<String, S3Presigner> presigners = new HashMap<>();

    String sign(RandomCall call) {
        S3Presigner presigner = presigner(call);
        Duration life = call.lifetime().duration();
        String bucket = call.bucket().name().value();
        String key = call.key().value();
        String ifNoneMatch = call.conditions().overwrite() ? null : "*";
        Consumer<AwsRequestOverrideConfiguration.Builder> as = as(call.credentials());
        PresignedRequest signed = switch (call.what()) {
            case PUT ->
                presigner.presignPutObject(request -> request.signatureDuration(life)
                        .putObjectRequest(put -> put.bucket(bucket)
                                .key(key)
                                .contentType(call.contentType().value())
                                .contentLength(call.conditions().contentLength())
                                .checksumSHA256(call.conditions().checksumSha256())
                                .ifNoneMatch(ifNoneMatch)
                                .overrideConfiguration(as)));
            case GET ->
                presigner.presignGetObject(request -> request.signatureDuration(life)
                        .getObjectRequest(get -> get.bucket(bucket).key(key).overrideConfiguration(as)));
            case CREATE ->
                presigner.presignCreateMultipartUpload(request -> request.signatureDuration(life)
                        .createMultipartUploadRequest(create -> create.bucket(bucket)
                                .key(key)
                                .contentType(call.contentType().value())
                                .overrideConfiguration(as)));
            case UPLOAD_PART ->
                presigner.presignUploadPart(request -> request.signatureDuration(life)
                        .uploadPartRequest(part -> part.bucket(bucket)
                                .key(key)
                                .uploadId(call.uploadId().value())
                                .partNumber(call.part().value())
                                .overrideConfiguration(as)));
            case COMPLETE ->
                presigner.presignCompleteMultipartUpload(request -> request.signatureDuration(life)
                        .completeMultipartUploadRequest(complete -> complete.bucket(bucket)
                                .key(key)
                                .uploadId(call.uploadId().value())
                                .ifNoneMatch(ifNoneMatch)
                                .overrideConfiguration(as)));
            case ABORT ->
                presigner.presignAbortMultipartUpload(request -> request.signatureDuration(life)
                        .abortMultipartUploadRequest(abort -> abort.bucket(bucket)
                                .key(key)
                                .uploadId(call.uploadId().value())
                                .overrideConfiguration(as)));
            case LIST_PARTS -> throw new IllegalArgumentException("the SDK's presigner has no such call");
        };
        return signed.url().toString();
    }

    private S3Presigner presigner(RandomCall call) {
        boolean inPath = call.pathStyle();
        String region = call.bucket().region().value();
        return presigners.computeIfAbsent(
                region + inPath + call.endpoint(),
                any -> S3Presigner.builder()
                        .region(Region.of(region))
                        .endpointOverride(call.endpoint())
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .serviceConfiguration(S3Configuration.builder()
                                .pathStyleAccessEnabled(inPath)
                                .build())
                        .build());
    }

    private static Consumer<AwsRequestOverrideConfiguration.Builder> as(Credentials ours) {
        AwsCredentials theirs = ours.sessionToken() == null
                ? AwsBasicCredentials.create(ours.accessKeyId(), ours.secretAccessKey())
                : AwsSessionCredentials.create(ours.accessKeyId(), ours.secretAccessKey(), ours.sessionToken());
        return request -> request.credentialsProvider(StaticCredentialsProvider.create(theirs));
    }

    @Override
    public void close() {
        presigners.values().forEach(S3Presigner::close);
    }
}
