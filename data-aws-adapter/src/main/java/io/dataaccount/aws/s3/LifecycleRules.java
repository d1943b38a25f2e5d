package io.dataaccount.aws.s3;

import io.dataaccount.aws.iam.S3Action;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;

/**
 * Our rule among the lifecycle rules of a bucket. Its id distinguishes it from the rules of others, which stay
 * unchanged.
 *
 * <p>There are two forms of rules: with a filter, and the older one with a prefix outside of a filter. S3 refuses a document
 * that has both (InvalidRequest). So ours has the older form if a rule of others has it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html">LifecycleRule</a>
 */
final class LifecycleRules {
    static final String ID = "dda-portal-abort-incomplete-uploads";

    private static final LifecycleRuleFilter EVERY_OBJECT =
            LifecycleRuleFilter.builder().prefix("").build();
    private static final LifecycleRuleFilter NO_CONDITION =
            LifecycleRuleFilter.builder().build();

    private static final String READ = S3Action.GET_LIFECYCLE_CONFIGURATION.id();

    private final S3Calls calls;

    LifecycleRules(S3Calls calls) {
        this.calls = calls;
    }

    boolean put(AccountSession session, Bucket bucket, int days) {
        Optional<GetBucketLifecycleConfigurationResponse> present = calls.findOptional(
                session,
                bucket,
                READ,
                "NoSuchLifecycleConfiguration",
                (s3, credentials) -> s3.getBucketLifecycleConfiguration(
                        request -> request.bucket(bucket.name().value())
                                .expectedBucketOwner(session.account().value())
                                .overrideConfiguration(credentials)));
        List<LifecycleRule> merged = new ArrayList<>(present.map(response ->
                        S3Calls.present(response.hasRules() ? response.rules() : null, "Rule", session, bucket, READ))
                .orElse(List.of()));
        if (merged.stream().anyMatch(rule -> isOurs(rule, days))) {
            return false;
        }
        merged.removeIf(rule -> ID.equals(rule.id()));
        merged.add(merged.stream().anyMatch(LifecycleRules::isOfOlderForm) ? inOlderForm(rule(days)) : rule(days));
        RuleLimit.LIFECYCLE.apply(
                bucket,
                merged,
                () -> calls.call(
                        session,
                        bucket,
                        S3Action.PUT_LIFECYCLE_CONFIGURATION.id(),
                        (s3, credentials) -> s3.putBucketLifecycleConfiguration(
                                request -> request.bucket(bucket.name().value())
                                        .expectedBucketOwner(session.account().value())
                                        .transitionDefaultMinimumObjectSize(present.map(
                                                        GetBucketLifecycleConfigurationResponse
                                                                ::transitionDefaultMinimumObjectSizeAsString)
                                                .orElse(null))
                                        .lifecycleConfiguration(lifecycle -> lifecycle.rules(merged))
                                        .overrideConfiguration(credentials))));
        return true;
    }

    /** Whether the rule applies to every object and is equal to ours in everything else. */
    private static boolean isOurs(LifecycleRule rule, int days) {
        return isForEveryObject(rule)
                && rule.toBuilder().prefix(null).filter(EVERY_OBJECT).build().equals(rule(days));
    }

    /**
     * S3 returns a rule in the form in which it was written. A rule for every object has no filter, an empty filter, or
     * an empty prefix inside or outside the filter.
     */
    private static boolean isForEveryObject(LifecycleRule rule) {
        return (rule.prefix() == null || rule.prefix().isEmpty())
                && (rule.filter() == null
                        || rule.filter().equals(EVERY_OBJECT)
                        || rule.filter().equals(NO_CONDITION));
    }

    private static boolean isOfOlderForm(LifecycleRule rule) {
        return rule.prefix() != null && rule.filter() == null;
    }

    private static LifecycleRule inOlderForm(LifecycleRule rule) {
        return rule.toBuilder().filter((LifecycleRuleFilter) null).prefix("").build();
    }

    private static LifecycleRule rule(int days) {
        return LifecycleRule.builder()
                .id(ID)
                .status(ExpirationStatus.ENABLED)
                .filter(EVERY_OBJECT)
                .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(days))
                .build();
    }
}
