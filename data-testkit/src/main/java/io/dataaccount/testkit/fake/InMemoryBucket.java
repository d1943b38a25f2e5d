package io.dataaccount.testkit.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketProtection;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.bucket.BucketSummary;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.bucket.StoredEncryption;
import io.dataaccount.core.model.object.FileSummary;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A bucket with its objects and settings. Not thread-safe: use it under a lock. */
final class InMemoryBucket {
    private final Bucket bucket;
    private final AccountId account;
    private final Instant created;
    private final Map<String, String> tags;
    private final Map<Class<? extends BucketSetting>, BucketSetting> settings = new LinkedHashMap<>();
    private final NavigableMap<String, FileSummary> files =
            new TreeMap<>((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));

    /** Creates a bucket with the settings of every new bucket in S3. */
    InMemoryBucket(Bucket bucket, AccountId account, Instant created, Map<String, String> tags) {
        this.bucket = bucket;
        this.account = account;
        this.created = created;
        this.tags = new HashMap<>(tags);
        apply(new BucketSetting.DefaultEncryption(Encryption.AES256));
        apply(new BucketSetting.BlockPublicAccess());
        apply(new BucketSetting.BucketOwnerEnforced());
    }

    Bucket bucket() {
        return bucket;
    }

    boolean belongsTo(AccountId other) {
        return account.equals(other);
    }

    BucketSummary summary() {
        return new BucketSummary(bucket.name().value(), created, bucket.region().value());
    }

    Map<String, String> tags() {
        return Map.copyOf(tags);
    }

    /** All settings except tags. */
    Map<Class<? extends BucketSetting>, BucketSetting> settings() {
        return Map.copyOf(settings);
    }

    BucketProtection protection() {
        return new BucketProtection(versioning(), encryption());
    }

    private BucketProtection.Versioning versioning() {
        if (settings.get(BucketSetting.Versioning.class) instanceof BucketSetting.Versioning set) {
            return set.enabled() ? BucketProtection.Versioning.ENABLED : BucketProtection.Versioning.SUSPENDED;
        }
        return BucketProtection.Versioning.NEVER_SET;
    }

    private @Nullable StoredEncryption encryption() {
        return settings.get(BucketSetting.DefaultEncryption.class) instanceof BucketSetting.DefaultEncryption set
                ? StoredEncryption.of(set.encryption())
                : null;
    }

    NavigableMap<String, FileSummary> files() {
        return files;
    }

    /** Adds or replaces the file; returns whether it is new. */
    boolean put(String key, long size, Instant now) {
        return files.put(key, new FileSummary(key, size, now)) == null;
    }

    /** Applies the setting; returns whether this changed anything. */
    boolean apply(BucketSetting setting) {
        if (setting instanceof BucketSetting.Tags wanted) {
            boolean changes = !tags.entrySet().containsAll(wanted.tags().entrySet());
            tags.putAll(wanted.tags());
            return changes;
        }
        return !setting.equals(settings.put(setting.getClass(), setting));
    }
}
