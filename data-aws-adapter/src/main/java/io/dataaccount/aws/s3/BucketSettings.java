package io.dataaccount.aws.s3;

import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketProtection;
import io.dataaccount.core.model.bucket.BucketSetting;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Brings one setting of a bucket to what is wanted; reads first, and writes only what differs. */
final class BucketSettings {
    private final BucketTags tags;
    private final CorsRules cors;
    private final EncryptionRules encryption;
    private final LifecycleRules lifecycle;
    private final SecureTransportPolicy policy;
    private final ReplaceableSettings whole;

    BucketSettings(S3Calls calls) {
        this.tags = new BucketTags(calls);
        this.cors = new CorsRules(calls);
        this.encryption = new EncryptionRules(calls);
        this.lifecycle = new LifecycleRules(calls);
        this.policy = new SecureTransportPolicy(calls);
        this.whole = new ReplaceableSettings(calls);
    }

    Map<String, String> tags(AccountSession session, Bucket bucket) {
        return tags.get(session, bucket);
    }

    /** Versioning first; see {@link io.dataaccount.core.port.BucketStore#protection}. */
    BucketProtection protection(AccountSession session, Bucket bucket) {
        BucketProtection.Versioning versioning = whole.versioning(session, bucket);
        return new BucketProtection(versioning, encryption.get(session, bucket).orElse(null));
    }

    boolean apply(AccountSession session, Bucket bucket, BucketSetting setting) {
        if (setting instanceof BucketSetting.Tags wanted) {
            return tags.add(session, bucket, wanted.tags());
        }
        if (setting instanceof BucketSetting.CorsForOrigins wanted) {
            return cors.put(session, bucket, wanted.origins());
        }
        if (setting instanceof BucketSetting.AbortIncompleteUploads wanted) {
            return lifecycle.put(session, bucket, wanted.days());
        }
        if (setting instanceof BucketSetting.DenyInsecureTransport) {
            return policy.put(session, bucket);
        }
        if (setting instanceof BucketSetting.DefaultEncryption wanted) {
            return encryption.put(session, bucket, wanted.encryption());
        }
        return applyWhole(session, bucket, setting);
    }

    /** Settings that have no part of others in them: where they may not be read, they are written all the same. */
    private boolean applyWhole(AccountSession session, Bucket bucket, BucketSetting setting) {
        if (setting instanceof BucketSetting.Versioning wanted) {
            return put(
                    () -> whole.hasVersioning(session, bucket, wanted.enabled()),
                    () -> whole.putVersioning(session, bucket, wanted.enabled()));
        }
        if (setting instanceof BucketSetting.BlockPublicAccess) {
            return put(
                    () -> whole.publicAccessIsBlocked(session, bucket), () -> whole.blockPublicAccess(session, bucket));
        }
        if (setting instanceof BucketSetting.BucketOwnerEnforced) {
            return put(() -> whole.hasOwnerEnforced(session, bucket), () -> whole.enforceOwner(session, bucket));
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
