package io.dataaccount.aws.s3;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
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
    private final LifecycleRules lifecycle;
    private final SecureTransportPolicy policy;
    private final WholeSettings whole;

    BucketSettings(S3Calls calls) {
        this.tags = new BucketTags(calls);
        this.cors = new CorsRules(calls);
        this.lifecycle = new LifecycleRules(calls);
        this.policy = new SecureTransportPolicy(calls);
        this.whole = new WholeSettings(calls);
    }

    Map<String, String> tags(Access access, Bucket bucket) {
        return tags.get(access, bucket);
    }

    BucketProtection protection(Access access, Bucket bucket) {
        return whole.protection(access, bucket);
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
        return applyWhole(access, bucket, setting);
    }

    /** Settings that have no part of others in them: where they may not be read, they are written all the same. */
    private boolean applyWhole(Access access, Bucket bucket, BucketSetting setting) {
        if (setting instanceof BucketSetting.Versioning wanted) {
            return put(
                    () -> whole.versioningIs(access, bucket, wanted.enabled()),
                    () -> whole.putVersioning(access, bucket, wanted.enabled()));
        }
        if (setting instanceof BucketSetting.DefaultEncryption wanted) {
            return put(
                    () -> whole.encryptionIs(access, bucket, wanted.encryption()),
                    () -> whole.putEncryption(access, bucket, wanted.encryption()));
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
        if (isKnownToBe(already)) {
            return false;
        }
        write.run();
        return true;
    }

    private static boolean isKnownToBe(BooleanSupplier already) {
        try {
            return already.getAsBoolean();
        } catch (DataException e) {
            if (e.code() == ErrorCode.DATA_ACCOUNT_DENIED || e.code() == ErrorCode.NOT_SUPPORTED) {
                return false;
            }
            throw e;
        }
    }
}
