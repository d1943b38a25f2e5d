package io.dataaccount.testkit.contract;

import io.dataaccount.core.model.AccountAccess;
import io.dataaccount.core.model.AccountId;
import io.dataaccount.core.model.BucketName;
import io.dataaccount.core.model.ExternalId;
import io.dataaccount.core.model.Origin;
import io.dataaccount.core.model.RoleArn;
import io.dataaccount.core.rest.JsonText;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.usecase.Settings;
import io.dataaccount.core.usecase.UseCases;
import io.dataaccount.testkit.fake.FakeUploadPresigner;
import io.dataaccount.testkit.fake.InMemoryBucketStore;
import io.dataaccount.testkit.fake.InMemoryCredentialResolver;
import io.dataaccount.testkit.fake.InMemoryUsecaseRepository;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The contract over fakes of every port, to hold a door to {@link RestContract}. */
public final class FakeWorld {
    /** The web page that buckets let upload. */
    public static final Origin PORTAL = new Origin("https://portal.example.com");

    private static final AccountId OWN = new AccountId("111122223333");

    private final Clock clock = Clock.systemUTC();
    private final InMemoryBucketStore store = new InMemoryBucketStore(clock);
    private final InMemoryCredentialResolver credentials =
            new InMemoryCredentialResolver(OWN, Duration.ofHours(1), clock);
    private final RestWorld accounts = new RestWorld(
            role("111122223333", "DDAPortalAccessRole"),
            role("444455556666", "DDADataAccessRole"),
            new AccountAccess(OWN, null, null));
    private final RestApi api;

    /** @param json the door's own */
    public FakeWorld(JsonText json) {
        this.api = new RestApi(
                UseCases.over(
                        store,
                        new FakeUploadPresigner(),
                        credentials,
                        new InMemoryUsecaseRepository(),
                        Settings.forOrigins(List.of(PORTAL)),
                        clock),
                json);
    }

    private AccountAccess role(String account, String name) {
        RoleArn arn = new RoleArn("arn:aws:iam::" + account + ":role/" + name);
        ExternalId externalId = new ExternalId("external-id-of-" + account);
        credentials.allow(arn, externalId);
        return new AccountAccess(arn.account(), arn, externalId);
    }

    public RestApi api() {
        return api;
    }

    public RestWorld accounts() {
        return accounts;
    }

    /** Puts an object into a bucket, as a client with an upload URL does. */
    public void put(BucketName bucket, String key, byte[] content) {
        store.put(bucket, key, content);
    }
}
