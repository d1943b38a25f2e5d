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
 * The changes that a request makes to the versioning and encryption of a bucket. A field that the request does not name
 * changes no setting that was ever made.
 *
 * <p>Versioning is the last of the two settings that a creation writes, and it always writes it. As long as versioning
 * was never set and the bucket is empty, the creation is not finished. Then the defaults apply, and a KMS key may
 * replace S3's own default encryption. A bucket with objects and without versioning may belong to another program that
 * copied the tags.
 *
 * @param versioning the value to set, or null to keep the current one
 * @param encryption the value to set, or null to keep the current one
 * @param differences the named fields that would weaken or replace current settings
 */
record ProtectionChange(
        @Nullable Boolean versioning, @Nullable Encryption encryption, List<Difference> differences) {
    private static final boolean DEFAULT_VERSIONING = true;

    ProtectionChange {
        differences = List.copyOf(differences);
    }

    /** @param unfinished whether the creation of the bucket is not finished */
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

    /** The protection of the bucket after the change. */
    BucketProtection after(BucketProtection present) {
        return new BucketProtection(
                versioning == null ? present.versioning() : versioning ? Versioning.ENABLED : Versioning.SUSPENDED,
                encryption == null ? present.encryption() : StoredEncryption.of(encryption));
    }
}
