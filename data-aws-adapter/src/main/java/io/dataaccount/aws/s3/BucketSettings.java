package io.dataaccount.aws.s3;

import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketProtection;
import io.dataaccount.core.model.bucket.BucketSetting;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Applies settings to a bucket. Reads each setting first, and writes it only if it differs from the wanted one. */
final class BucketSettings {
    private final BucketTags tags;
    private final CorsRules cors;
    private final EncryptionRules encryption;
    private final LifecycleRules lifecycle;
    private final SecureTransportPolicy policy;
    private final ReplaceableSettings replaceable;

    BucketSettings(S3Calls calls) {
        this.tags = new BucketTags(calls);
        this.cors = new CorsRules(calls);
        this.encryption = new EncryptionRules(calls);
        this.lifecycle = new LifecycleRules(calls);
        this.policy = new SecureTransportPolicy(calls);
        this.replaceable = new ReplaceableSettings(calls);
    }

    Map<String, String> tags(AccountSession session, Bucket bucket) {
        return tags.get(session, bucket);
    }

    /**
     * Reads versioning before encryption; see {@link io.dataaccount.core.port.BucketStore#protection} for the reason.
     */
    BucketProtection protection(AccountSession session, Bucket bucket) {
        BucketProtection.Versioning versioning = replaceable.versioning(session, bucket);
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
        return applyReplaceable(session, bucket, setting);
    }

    /**
     * These settings contain nothing that others have configured. If the role may not read them, they are written
     * without reading.
     */
    private boolean applyReplaceable(AccountSession session, Bucket bucket, BucketSetting setting) {
        if (setting instanceof BucketSetting.Versioning wanted) {
            return put(
                    () -> replaceable.hasVersioning(session, bucket, wanted.enabled()),
                    () -> replaceable.putVersioning(session, bucket, wanted.enabled()));
        }
        if (setting instanceof BucketSetting.BlockPublicAccess) {
            return put(
                    () -> replaceable.hasPublicAccessBlocked(session, bucket),
                    () -> replaceable.blockPublicAccess(session, bucket));
        }
        if (setting instanceof BucketSetting.BucketOwnerEnforced) {
            return put(
                    () -> replaceable.hasOwnerEnforced(session, bucket),
                    () -> replaceable.enforceOwner(session, bucket));
        }
        throw new IllegalArgumentException("unknown bucket setting: " + setting.getClass());
    }

    private static boolean put(BooleanSupplier already, Runnable write) {
        if (S3Calls.readable(already::getAsBoolean, false)) {
            return false;
        }
        write.run();
        return true;
    }
}
