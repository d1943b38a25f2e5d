package io.dataaccount.testkit.fake;

import io.dataaccount.core.model.Access;
import io.dataaccount.core.model.AccountId;
import io.dataaccount.core.model.BucketName;
import io.dataaccount.core.model.BucketSetting;
import io.dataaccount.core.model.Credentials;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.testkit.contract.CreateBucketContract;
import java.time.Instant;

class InMemoryCreateBucketTest extends CreateBucketContract {
    private final InMemoryBucketStore store =
            new InMemoryBucketStore(new MutableClock(Instant.parse("2026-11-24T08:00:00Z")));

    @Override
    protected BucketStore store() {
        return store;
    }

    @Override
    protected Access access() {
        return access("111122223333");
    }

    @Override
    protected Access otherAccess() {
        return access("444455556666");
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

    private static Access access(String account) {
        return new Access(new AccountId(account), "a role", new Credentials("AKIA", "secret", null, null));
    }
}
