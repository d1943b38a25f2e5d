package io.dataaccount.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.testkit.contract.CreateBucketContract;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryCreateBucketTest extends CreateBucketContract {
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

    @Override
    protected String deny(Class<? extends BucketSetting> setting) {
        store.denyAlways(setting);
        return BucketSteps.action(BucketSteps.apply(setting));
    }

    @Override
    protected void allowAgain() {
        store.stopFailing();
    }

    /**
     * Without the list permission the use case cannot find out whether a creation was interrupted, so it completes it.
     */
    @Test
    void run_ofOurBucketWithoutVersioning_whereTheRoleMayNotList_finishesIt() {
        Bucket bucket = unused();
        store.create(session(), bucket, Map.of("dda-portal:managed", "true", "usecase_id", USECASE.value()));
        store.denyAlways("isEmpty");
        assertThat(create(store, bucket).versioning()).isTrue();
    }

    private static AccountSession session(String account) {
        return new AccountSession(new AccountId(account), "a role", new Credentials("AKIA", "secret", null, null));
    }
}
