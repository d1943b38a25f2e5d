package io.dataaccount.aws.s3;

import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketProtection;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** The settings that are wholly one thing or another: versioning, public access block, ownership. */
final class ReplaceableSettings {
    private static final PublicAccessBlockConfiguration ALL_BLOCKED = PublicAccessBlockConfiguration.builder()
            .blockPublicAcls(true)
            .ignorePublicAcls(true)
            .blockPublicPolicy(true)
            .restrictPublicBuckets(true)
            .build();

    private final S3Calls calls;

    ReplaceableSettings(S3Calls calls) {
        this.calls = calls;
    }

    BucketProtection.Versioning versioning(AccountSession session, Bucket bucket) {
        BucketVersioningStatus status = calls.on(
                        session,
                        bucket,
                        "s3:GetBucketVersioning",
                        (s3, as) -> s3.getBucketVersioning(
                                request -> request.bucket(bucket.name().value())
                                        .expectedBucketOwner(session.account().value())
                                        .overrideConfiguration(as)))
                .status();
        if (status == null) {
            return BucketProtection.Versioning.NEVER_SET;
        }
        return status == BucketVersioningStatus.ENABLED
                ? BucketProtection.Versioning.ENABLED
                : BucketProtection.Versioning.SUSPENDED;
    }

    /** A bucket that never had versioning is not suspended: the difference tells a creation that is not finished. */
    boolean hasVersioning(AccountSession session, Bucket bucket, boolean enabled) {
        return versioning(session, bucket)
                == (enabled ? BucketProtection.Versioning.ENABLED : BucketProtection.Versioning.SUSPENDED);
    }

    void putVersioning(AccountSession session, Bucket bucket, boolean enabled) {
        BucketVersioningStatus status = enabled ? BucketVersioningStatus.ENABLED : BucketVersioningStatus.SUSPENDED;
        calls.on(
                session,
                bucket,
                "s3:PutBucketVersioning",
                (s3, as) -> s3.putBucketVersioning(
                        request -> request.bucket(bucket.name().value())
                                .expectedBucketOwner(session.account().value())
                                .versioningConfiguration(versioning -> versioning.status(status))
                                .overrideConfiguration(as)));
    }

    boolean publicAccessIsBlocked(AccountSession session, Bucket bucket) {
        return calls.find(
                        session,
                        bucket,
                        "s3:GetBucketPublicAccessBlock",
                        "NoSuchPublicAccessBlockConfiguration",
                        (s3, as) -> s3.getPublicAccessBlock(
                                request -> request.bucket(bucket.name().value())
                                        .expectedBucketOwner(session.account().value())
                                        .overrideConfiguration(as)))
                .map(GetPublicAccessBlockResponse::publicAccessBlockConfiguration)
                .map(block -> S3Calls.present(
                        block.sdkFields().stream().allMatch(field -> field.getValueOrDefault(block) == null)
                                ? null
                                : block,
                        "element of PublicAccessBlockConfiguration",
                        session,
                        bucket,
                        "s3:GetBucketPublicAccessBlock"))
                .map(ALL_BLOCKED::equals)
                .orElse(false);
    }

    void blockPublicAccess(AccountSession session, Bucket bucket) {
        calls.on(
                session,
                bucket,
                "s3:PutBucketPublicAccessBlock",
                (s3, as) -> s3.putPublicAccessBlock(
                        request -> request.bucket(bucket.name().value())
                                .expectedBucketOwner(session.account().value())
                                .publicAccessBlockConfiguration(ALL_BLOCKED)
                                .overrideConfiguration(as)));
    }

    boolean hasOwnerEnforced(AccountSession session, Bucket bucket) {
        return calls.find(
                        session,
                        bucket,
                        "s3:GetBucketOwnershipControls",
                        "OwnershipControlsNotFoundError",
                        (s3, as) -> s3.getBucketOwnershipControls(
                                request -> request.bucket(bucket.name().value())
                                        .expectedBucketOwner(session.account().value())
                                        .overrideConfiguration(as)))
                .map(GetBucketOwnershipControlsResponse::ownershipControls)
                .map(controls -> S3Calls.present(
                        controls.hasRules() ? controls.rules() : null,
                        "Rule",
                        session,
                        bucket,
                        "s3:GetBucketOwnershipControls"))
                .map(rules -> rules.stream()
                        .anyMatch(rule -> rule.objectOwnership() == ObjectOwnership.BUCKET_OWNER_ENFORCED))
                .orElse(false);
    }

    void enforceOwner(AccountSession session, Bucket bucket) {
        OwnershipControlsRule rule = OwnershipControlsRule.builder()
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .build();
        calls.on(
                session,
                bucket,
                "s3:PutBucketOwnershipControls",
                (s3, as) -> s3.putBucketOwnershipControls(
                        request -> request.bucket(bucket.name().value())
                                .expectedBucketOwner(session.account().value())
                                .ownershipControls(controls -> controls.rules(rule))
                                .overrideConfiguration(as)));
    }
}
