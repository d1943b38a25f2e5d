package io.dataaccount.aws.s3;

import io.dataaccount.aws.iam.S3Action;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketProtection;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** The settings that can be replaced as a whole: versioning, public access block and object ownership. */
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
        BucketVersioningStatus status = calls.read(
                        session,
                        bucket,
                        S3Action.GET_BUCKET_VERSIONING.id(),
                        (s3, credentials) -> s3.getBucketVersioning(
                                request -> request.bucket(bucket.name().value())
                                        .expectedBucketOwner(session.account().value())
                                        .overrideConfiguration(credentials)))
                .status();
        if (status == null) {
            return BucketProtection.Versioning.NEVER_SET;
        }
        return status == BucketVersioningStatus.ENABLED
                ? BucketProtection.Versioning.ENABLED
                : BucketProtection.Versioning.SUSPENDED;
    }

    /**
     * A bucket whose versioning was never set does not count as suspended: it may be a bucket whose creation is not
     * finished.
     */
    boolean hasVersioning(AccountSession session, Bucket bucket, boolean enabled) {
        return versioning(session, bucket)
                == (enabled ? BucketProtection.Versioning.ENABLED : BucketProtection.Versioning.SUSPENDED);
    }

    void putVersioning(AccountSession session, Bucket bucket, boolean enabled) {
        BucketVersioningStatus status = enabled ? BucketVersioningStatus.ENABLED : BucketVersioningStatus.SUSPENDED;
        calls.call(
                session,
                bucket,
                S3Action.PUT_BUCKET_VERSIONING.id(),
                (s3, credentials) -> s3.putBucketVersioning(
                        request -> request.bucket(bucket.name().value())
                                .expectedBucketOwner(session.account().value())
                                .versioningConfiguration(versioning -> versioning.status(status))
                                .overrideConfiguration(credentials)));
    }

    boolean hasPublicAccessBlocked(AccountSession session, Bucket bucket) {
        return calls.findOptional(
                        session,
                        bucket,
                        S3Action.GET_BUCKET_PUBLIC_ACCESS_BLOCK.id(),
                        "NoSuchPublicAccessBlockConfiguration",
                        (s3, credentials) -> s3.getPublicAccessBlock(
                                request -> request.bucket(bucket.name().value())
                                        .expectedBucketOwner(session.account().value())
                                        .overrideConfiguration(credentials)))
                .map(GetPublicAccessBlockResponse::publicAccessBlockConfiguration)
                .map(block -> S3Calls.present(
                        block.sdkFields().stream().allMatch(field -> field.getValueOrDefault(block) == null)
                                ? null
                                : block,
                        "element of PublicAccessBlockConfiguration",
                        session,
                        bucket,
                        S3Action.GET_BUCKET_PUBLIC_ACCESS_BLOCK.id()))
                .map(ALL_BLOCKED::equals)
                .orElse(false);
    }

    void blockPublicAccess(AccountSession session, Bucket bucket) {
        calls.call(
                session,
                bucket,
                S3Action.PUT_BUCKET_PUBLIC_ACCESS_BLOCK.id(),
                (s3, credentials) -> s3.putPublicAccessBlock(
                        request -> request.bucket(bucket.name().value())
                                .expectedBucketOwner(session.account().value())
                                .publicAccessBlockConfiguration(ALL_BLOCKED)
                                .overrideConfiguration(credentials)));
    }

    boolean hasOwnerEnforced(AccountSession session, Bucket bucket) {
        return calls.findOptional(
                        session,
                        bucket,
                        S3Action.GET_BUCKET_OWNERSHIP_CONTROLS.id(),
                        "OwnershipControlsNotFoundError",
                        (s3, credentials) -> s3.getBucketOwnershipControls(
                                request -> request.bucket(bucket.name().value())
                                        .expectedBucketOwner(session.account().value())
                                        .overrideConfiguration(credentials)))
                .map(GetBucketOwnershipControlsResponse::ownershipControls)
                .map(controls -> S3Calls.present(
                        controls.hasRules() ? controls.rules() : null,
                        "Rule",
                        session,
                        bucket,
                        S3Action.GET_BUCKET_OWNERSHIP_CONTROLS.id()))
                .map(rules -> rules.stream()
                        .anyMatch(rule -> rule.objectOwnership() == ObjectOwnership.BUCKET_OWNER_ENFORCED))
                .orElse(false);
    }

    void enforceOwner(AccountSession session, Bucket bucket) {
        OwnershipControlsRule rule = OwnershipControlsRule.builder()
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .build();
        calls.call(
                session,
                bucket,
                S3Action.PUT_BUCKET_OWNERSHIP_CONTROLS.id(),
                (s3, credentials) -> s3.putBucketOwnershipControls(
                        request -> request.bucket(bucket.name().value())
                                .expectedBucketOwner(session.account().value())
                                .ownershipControls(controls -> controls.rules(rule))
                                .overrideConfiguration(credentials)));
    }
}
