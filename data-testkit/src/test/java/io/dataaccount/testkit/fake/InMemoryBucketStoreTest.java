package io.dataaccount.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.AccessDeniedException;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.object.FolderPage;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.testkit.contract.BucketStoreContract;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryBucketStoreTest extends BucketStoreContract {
    private static final Bucket BUCKET = new Bucket(new BucketName("my-data"), Region.US_EAST_1);

    private final DataException lost = new DataException(ErrorCode.UNAVAILABLE, "No response came back.");
    private final InMemoryBucketStore store =
            new InMemoryBucketStore(new MutableClock(Instant.parse("2026-11-24T08:00:00Z")));

    @Override
    protected BucketStore store() {
        return store;
    }

    @Override
    protected AccountSession session() {
        return session("111122223333");
    }

    @Override
    protected AccountSession otherSession() {
        return session("444455556666");
    }

    @Override
    protected void put(BucketName bucket, String key, byte[] content) {
        store.put(bucket, key, content);
    }

    /** The file store, for which the contract runs too, cannot store such keys; S3 can. */
    @Test
    void folders_ofEveryKeyThatS3Accepts_areListedAndCanBeOpened() {
        store.create(session(), BUCKET, Map.of());
        List<String> keys = List.of("a//b.txt", "/lead.txt", "./dot.txt", "x/../y.txt", "//", "a/./c/..//d.txt");
        keys.forEach(key -> put(BUCKET.name(), key, new byte[1]));
        List<String> found = new ArrayList<>();
        Deque<String> folders = new ArrayDeque<>(List.of(""));
        while (!folders.isEmpty()) {
            FolderPage page =
                    store.list(session(), BUCKET, new Prefix(folders.remove()), PageRequest.first(PageSize.MAX));
            page.files().forEach(file -> found.add(file.key()));
            folders.addAll(page.folders());
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void failBefore_failsOnceWithoutEffect() {
        store.failBefore("create", lost);
        assertThatThrownBy(() -> store.create(session(), BUCKET, Map.of())).isSameAs(lost);
        assertThat(store.find(session(), BUCKET.name())).isEmpty();
        store.create(session(), BUCKET, Map.of());
        assertThat(store.steps()).containsExactly("create", "find", "create");
    }

    @Test
    void failAfter_failsOnceAfterTheEffect() {
        store.create(session(), BUCKET, Map.of());
        store.failAfter("apply Versioning", lost);
        BucketSetting versioning = new BucketSetting.Versioning(true);
        assertThatThrownBy(() -> store.apply(session(), BUCKET, versioning)).isSameAs(lost);
        assertThat(store.settings(BUCKET.name())).containsEntry(BucketSetting.Versioning.class, versioning);
        assertThat(store.apply(session(), BUCKET, versioning)).isFalse();
    }

    @Test
    void denyAlways_namesTheActionEveryTime() {
        store.create(session(), BUCKET, Map.of());
        store.denyAlways(BucketSetting.DefaultEncryption.class);
        store.denyAlways("list");
        BucketSetting encryption =
                new BucketSetting.DefaultEncryption(io.dataaccount.core.model.bucket.Encryption.AES256);
        for (int i = 0; i < 2; i++) {
            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> store.apply(session(), BUCKET, encryption));
            assertThat(refusal.action()).isEqualTo("s3:PutEncryptionConfiguration");
        }
    }

    @Test
    void create_whereTagsAreDenied_omitsThem() {
        store.denyAlways(BucketSetting.Tags.class);
        store.create(session(), BUCKET, Map.of("usecase_id", "uc-1"));
        assertThat(store.tags(session(), BUCKET)).isEmpty();
    }

    @Test
    void failBefore_ofUnknownStep_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> store.failBefore("aply", lost));
    }

    private static AccountSession session(String account) {
        return new AccountSession(new AccountId(account), "a role", new Credentials("AKIA", "secret", null, null));
    }
}
