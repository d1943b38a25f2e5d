package io.dataaccount.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketProtection;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.bucket.StoredEncryption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Contract of every bucket store: the settings of a bucket. */
abstract class BucketSettingContract extends PagingContract {
    @TestFactory
    protected Stream<DynamicTest> apply_ofSettingThatNewBucketsLack_changesOnce() {
        return SettingSamples.missingInNewBuckets()
                .map(setting -> DynamicTest.dynamicTest(setting.toString(), () -> {
                    Bucket bucket = newBucket();
                    assertThat(store().apply(session(), bucket, setting))
                            .as("first")
                            .isTrue();
                    assertThat(store().apply(session(), bucket, setting))
                            .as("second")
                            .isFalse();
                }));
    }

    /**
     * New buckets have these settings in S3 but not on every other server, so only the first call may change something.
     */
    @TestFactory
    protected Stream<DynamicTest> apply_ofSettingThatNewBucketsMayHave_changesAtMostOnce() {
        return SettingSamples.possibleInNewBuckets()
                .map(setting -> DynamicTest.dynamicTest(setting.toString(), () -> {
                    Bucket bucket = newBucket();
                    store().apply(session(), bucket, setting);
                    assertThat(store().apply(session(), bucket, setting)).isFalse();
                }));
    }

    @TestFactory
    protected Stream<DynamicTest> apply_ofAnotherValue_changes() {
        return SettingSamples.changes()
                .map(change -> DynamicTest.dynamicTest(change.toString(), () -> {
                    Bucket bucket = newBucket();
                    store().apply(session(), bucket, change.from());
                    assertThat(store().apply(session(), bucket, change.to()))
                            .as("there")
                            .isTrue();
                    assertThat(store().apply(session(), bucket, change.to()))
                            .as("again")
                            .isFalse();
                    assertThat(store().apply(session(), bucket, change.from()))
                            .as("back")
                            .isTrue();
                }));
    }

    @Test
    protected void apply_ofAllSettingsAgain_changesNothing() {
        Bucket bucket = newBucket();
        List<BucketSetting> all = Stream.concat(
                        SettingSamples.missingInNewBuckets(), SettingSamples.possibleInNewBuckets())
                .filter(setting -> !SettingSamples.OTHER_ENCRYPTIONS.contains(setting))
                .toList();
        all.forEach(setting -> store().apply(session(), bucket, setting));
        assertThat(all).noneMatch(setting -> store().apply(session(), bucket, setting));
    }

    @Test
    protected void apply_ofTags_keepsOtherTags() {
        Bucket bucket = newBucket();
        store().apply(session(), bucket, new BucketSetting.Tags(Map.of("team", "vision", "stage", "test")));
        store().apply(session(), bucket, new BucketSetting.Tags(Map.of("stage", "live", "usecase_id", "uc 1/+=@")));
        assertThat(store().tags(session(), bucket))
                .isEqualTo(Map.of("team", "vision", "stage", "live", "usecase_id", "uc 1/+=@"));
    }

    @Test
    protected void tags_ofNewBucket_areEmpty() {
        assertThat(store().tags(session(), newBucket())).isEmpty();
    }

    @Test
    protected void protection_ofNewBucket_isWhatS3GivesIt() {
        BucketProtection protection = store().protection(session(), newBucket());
        assertThat(protection.versioning()).isEqualTo(BucketProtection.Versioning.NEVER_SET);
        assertThat(protection.encryption()).isIn(null, StoredEncryption.of(Encryption.AES256));
    }

    @Test
    protected void protection_isWhatWasApplied() {
        Bucket bucket = newBucket();
        for (boolean enabled : new boolean[] {true, false}) {
            store().apply(session(), bucket, new BucketSetting.Versioning(enabled));
            for (Encryption encryption : SettingSamples.ENCRYPTIONS) {
                store().apply(session(), bucket, new BucketSetting.DefaultEncryption(encryption));
                assertThat(store().protection(session(), bucket))
                        .isEqualTo(new BucketProtection(
                                enabled ? BucketProtection.Versioning.ENABLED : BucketProtection.Versioning.SUSPENDED,
                                StoredEncryption.of(encryption)));
            }
        }
    }

    /** Suspended shows that versioning was set on purpose; a new bucket has no versioning status. */
    @Test
    protected void apply_ofNoVersioningOnANewBucket_suspendsIt() {
        Bucket bucket = newBucket();
        assertThat(store().apply(session(), bucket, new BucketSetting.Versioning(false)))
                .as("first")
                .isTrue();
        assertThat(store().protection(session(), bucket).versioning()).isEqualTo(BucketProtection.Versioning.SUSPENDED);
        assertThat(store().apply(session(), bucket, new BucketSetting.Versioning(false)))
                .as("second")
                .isFalse();
    }
}
