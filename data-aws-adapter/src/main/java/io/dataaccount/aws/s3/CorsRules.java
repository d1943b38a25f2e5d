package io.dataaccount.aws.s3;

import io.dataaccount.aws.iam.S3Action;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.model.CORSRule;

/**
 * Our rule among the CORS rules of a bucket. Its id distinguishes it from the rules of others, which stay unchanged and
 * keep their order.
 *
 * <p>S3 answers a request by the first rule that matches its origin and method, and for a preflight also its headers. So
 * ours comes before the first rule that matches an upload of the portal and does not expose every header that ours
 * exposes. Otherwise the page would not see the {@code ETag} of an upload.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html">Configuring CORS</a>
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
        List<CORSRule> merged = merge(present, ours);
        if (present.size() == merged.size() && indexOf(ours, present) == merged.indexOf(ours)) {
            return false;
        }
        RuleLimit.CORS.apply(
                bucket,
                merged,
                () -> calls.call(
                        session,
                        bucket,
                        S3Action.PUT_BUCKET_CORS.id(),
                        (s3, credentials) -> s3.putBucketCors(
                                request -> request.bucket(bucket.name().value())
                                        .expectedBucketOwner(session.account().value())
                                        .corsConfiguration(cors -> cors.corsRules(merged))
                                        .overrideConfiguration(credentials))));
        return true;
    }

    private static List<CORSRule> merge(List<CORSRule> present, CORSRule ours) {
        List<CORSRule> merged = new ArrayList<>(present);
        merged.removeIf(rule -> ID.equals(rule.id()));
        int shadowing = first(merged, rule -> CorsMatch.shadows(rule, ours));
        int known = indexOf(ours, present);
        merged.add(known >= 0 && known <= shadowing ? known : shadowing, ours);
        return merged;
    }

    /** The index of our rule, whatever the order of its values; -1 if it is not there or has other values. */
    private static int indexOf(CORSRule ours, List<CORSRule> rules) {
        int index = first(rules, rule -> CorsMatch.isSame(rule, ours));
        return index == rules.size() ? -1 : index;
    }

    /** The index of the first rule with the property; the number of the rules if there is none. */
    private static int first(List<CORSRule> rules, Predicate<CORSRule> property) {
        return (int) rules.stream().takeWhile(property.negate()).count();
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
