package io.dataaccount.core.service;

import io.dataaccount.core.error.SettingConflictException.Difference;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketProtection;
import io.dataaccount.core.model.bucket.BucketProtection.Versioning;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.bucket.StoredEncryption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request changes of the versioning and the encryption that a bucket has. A field that the request does not name
 * changes nothing that was ever set.
 *
 * <p>Versioning is the last of the two that a creation sets, and it sets it in any case. As long as it was never set and no
 * object is in the bucket, the creation is not finished: then the defaults count, and a KMS key may take the place of S3's
 * own default encryption. A bucket with objects and without versioning may be another program's that copied the tags.
 *
 * @param versioning what to set, or null to keep what the bucket has
 * @param encryption what to set, or null to keep what the bucket has
 * @param differences the named fields that would weaken or replace what the bucket has
 */
record ProtectionChange(
        @Nullable Boolean versioning, @Nullable Encryption encryption, List<Difference> differences) {
    private static final boolean DEFAULT_VERSIONING = true;

    ProtectionChange {
        differences = List.copyOf(differences);
    }

    /** @param unfinished whether the bucket's creation is not finished */
    static ProtectionChange of(
            CreateBucket.Command wanted,
            BucketProtection present,
            boolean unfinished,
            AccountId account,
            Bucket bucket) {
        List<Difference> differences = new ArrayList<>();
        Boolean versioning = versioning(wanted.versioning(), present, unfinished, differences);
        Encryption encryption =
                encryption(wanted.encryption(), present.encryption(), unfinished, account, bucket, differences);
        return new ProtectionChange(versioning, encryption, differences);
    }

    private static @Nullable Boolean versioning(
            @Nullable Boolean named, BucketProtection present, boolean unfinished, List<Difference> differences) {
        if (unfinished) {
            return Objects.requireNonNullElse(named, DEFAULT_VERSIONING);
        }
        boolean enabled = present.versioning() == Versioning.ENABLED;
        if (named == null || named == enabled) {
            return null;
        }
        if (enabled) {
            differences.add(new Difference("enable_versioning", "true", "false"));
        }
        return named;
    }

    private static @Nullable Encryption encryption(
            @Nullable Encryption named,
            @Nullable StoredEncryption stored,
            boolean unfinished,
            AccountId account,
            Bucket bucket,
            List<Difference> differences) {
        if (stored == null) {
            return named == null && unfinished ? Encryption.AES256 : named;
        }
        if (named == null || stored.satisfies(named, account, bucket.region())) {
            return null;
        }
        if (!(unfinished && stored.isDefault())) {
            differences.addAll(differences(stored, StoredEncryption.of(named)));
        }
        return named;
    }

    private static List<Difference> differences(StoredEncryption stored, StoredEncryption wanted) {
        List<Difference> differences = new ArrayList<>();
        if (!stored.algorithm().equals(wanted.algorithm())) {
            differences.add(new Difference("encryption", stored.algorithm(), wanted.algorithm()));
        }
        Optional<String> key = stored.keyName();
        if (!key.equals(wanted.keyName())) {
            differences.add(new Difference(
                    "kms_key_id", key.orElse(null), wanted.keyName().orElse(null)));
        }
        return differences;
    }

    boolean isNone() {
        return versioning == null && encryption == null;
    }

    /** What the bucket has after the change. */
    BucketProtection after(BucketProtection present) {
        return new BucketProtection(
                versioning == null ? present.versioning() : versioning ? Versioning.ENABLED : Versioning.SUSPENDED,
                encryption == null ? present.encryption() : StoredEncryption.of(encryption));
    }
}
