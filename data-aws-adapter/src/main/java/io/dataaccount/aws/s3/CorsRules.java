package io.dataaccount.aws.s3;

import io.dataaccount.aws.iam.S3Action;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.Origin;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.CORSRule;

/**
 * Our rule among the CORS rules of a bucket. Its id distinguishes it from the rules of others, which stay unchanged.
 */
final class CorsRules {
    static final String ID = "dda-portal-uploads";

    private static final String READ = S3Action.GET_BUCKET_CORS.id();

    private final S3Calls calls;

    CorsRules(S3Calls calls) {
        this.calls = calls;
    }

    boolean put(AccountSession session, Bucket bucket, List<Origin> origins) {
        List<CORSRule> present = calls.findOptional(
                        session,
                        bucket,
                        READ,
                        "NoSuchCORSConfiguration",
                        (s3, credentials) -> s3.getBucketCors(
                                request -> request.bucket(bucket.name().value())
                                        .expectedBucketOwner(session.account().value())
                                        .overrideConfiguration(credentials)))
                .map(response -> S3Calls.present(
                        response.hasCorsRules() ? response.corsRules() : null, "CORSRule", session, bucket, READ))
                .orElse(List.of());
        CORSRule ours = rule(origins);
        if (present.contains(ours)) {
            return false;
        }
        List<CORSRule> merged = new ArrayList<>(present);
        merged.removeIf(rule -> ID.equals(rule.id()));
        merged.add(ours);
        calls.call(
                session,
                bucket,
                S3Action.PUT_BUCKET_CORS.id(),
                (s3, credentials) ->
                        s3.putBucketCors(request -> request.bucket(bucket.name().value())
                                .expectedBucketOwner(session.account().value())
                                .corsConfiguration(cors -> cors.corsRules(merged))
                                .overrideConfiguration(credentials)));
        return true;
    }

    private static CORSRule rule(List<Origin> origins) {
        return CORSRule.builder()
                .id(ID)
                .allowedOrigins(origins.stream().map(Origin::value).toList())
                .allowedMethods("PUT", "GET", "HEAD", "POST", "DELETE") // DELETE aborts a multipart upload
                .allowedHeaders("*")
                .exposeHeaders(
                        "ETag",
                        "x-amz-checksum-crc32",
                        "x-amz-checksum-crc32c",
                        "x-amz-checksum-crc64nvme",
                        "x-amz-checksum-sha1",
                        "x-amz-checksum-sha256")
                .maxAgeSeconds(3000)
                .build();
    }
}
