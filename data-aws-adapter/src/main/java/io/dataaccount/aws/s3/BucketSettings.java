package io.dataaccount.aws.s3;

import io.dataaccount.core.model.Access;
import io.dataaccount.core.model.Bucket;
import io.dataaccount.core.model.BucketProtection;
import io.dataaccount.core.model.BucketSetting;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Brings one setting of a bucket to what is wanted; reads first, and writes only what differs. */
final class BucketSettings {
    private final BucketTags tags;
    private final CorsRules cors;
    private final EncryptionRules encryption;
    private final LifecycleRules lifecycle;
    private final SecureTransportPolicy policy;
    private final WholeSettings whole;

    BucketSettings(S3Calls calls) {
        this.tags = new BucketTags(calls);
        this.cors = new CorsRules(calls);
        this.encryption = new EncryptionRules(calls);
        this.lifecycle = new LifecycleRules(calls);
        this.policy = new SecureTransportPolicy(calls);
        this.whole = new WholeSettings(calls);
    }

    Map<String, String> tags(Access access, Bucket bucket) {
        return tags.get(access, bucket);
    }

    /** Versioning first; see {@link io.dataaccount.core.port.BucketStore#protection}. */
    BucketProtection protection(Access access, Bucket bucket) {
        BucketProtection.Versioning versioning = whole.versioning(access, bucket);
        return new BucketProtection(versioning, encryption.get(access, bucket).orElse(null));
    }

    boolean apply(Access access, Bucket bucket, BucketSetting setting) {
        if (setting instanceof BucketSetting.Tags wanted) {
            return tags.add(access, bucket, wanted.tags());
        }
        if (setting instanceof BucketSetting.CorsForOrigins wanted) {
            return cors.put(access, bucket, wanted.origins());
        }
        if (setting instanceof BucketSetting.AbortIncompleteUploads wanted) {
            return lifecycle.put(access, bucket, wanted.days());
        }
        if (setting instanceof BucketSetting.DenyInsecureTransport) {
            return policy.put(access, bucket);
        }
        if (setting instanceof BucketSetting.DefaultEncryption wanted) {
            return encryption.put(access, bucket, wanted.encryption());
        }
        return applyWhole(access, bucket, setting);
    }

    /** Settings that have no part of others in them: where they may not be read, they are written all the same. */
    private boolean applyWhole(Access access, Bucket bucket, BucketSetting setting) {
        if (setting instanceof BucketSetting.Versioning wanted) {
            return put(
                    () -> whole.versioningIs(access, bucket, wanted.enabled()),
                    () -> whole.putVersioning(access, bucket, wanted.enabled()));
        }
        if (setting instanceof BucketSetting.BlockPublicAccess) {
            return put(
                    () -> whole.publicAccessIsBlocked(access, bucket), () -> whole.blockPublicAccess(access, bucket));
        }
        if (setting instanceof BucketSetting.BucketOwnerEnforced) {
            return put(() -> whole.ownerIsEnforced(access, bucket), () -> whole.enforceOwner(access, bucket));
        }
        throw new IllegalArgumentException("no way to apply " + setting.getClass());
    }

    private static boolean put(BooleanSupplier already, Runnable write) {
        if (S3Calls.readable(already::getAsBoolean, false)) {
            return false;
        }
        write.run();
        return true;
    }
}
