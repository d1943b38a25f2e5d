package io.dataaccount.http;

import io.dataaccount.core.model.AccountAccess;
import io.dataaccount.core.model.AccountId;
import io.dataaccount.core.model.BucketName;
import io.dataaccount.core.model.ExternalId;
import io.dataaccount.core.model.Origin;
import io.dataaccount.core.model.RoleArn;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.usecase.Settings;
import io.dataaccount.core.usecase.UseCases;
import io.dataaccount.testkit.contract.RestWorld;
import io.dataaccount.testkit.fake.FakeUploadPresigner;
import io.dataaccount.testkit.fake.InMemoryBucketStore;
import io.dataaccount.testkit.fake.InMemoryCredentialResolver;
import io.dataaccount.testkit.fake.InMemoryUsecaseRepository;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The contract over fakes of every port. */
final class FakeWorld {
    private static final AccountId OWN = new AccountId("111122223333");

    private final Clock clock = Clock.systemUTC();
    private final InMemoryBucketStore store = new InMemoryBucketStore(clock);
    private final InMemoryCredentialResolver credentials =
            new InMemoryCredentialResolver(OWN, Duration.ofHours(1), clock);
    private final RestWorld accounts = new RestWorld(
            role("111122223333", "DDAPortalAccessRole"),
            role("444455556666", "DDADataAccessRole"),
            new AccountAccess(OWN, null, null));
    private final RestApi api = new RestApi(
            UseCases.over(
                    store,
                    new FakeUploadPresigner(),
                    credentials,
                    new InMemoryUsecaseRepository(),
                    Settings.forOrigins(List.of(new Origin("https://portal.example.com"))),
                    clock),
            new JacksonJson());

    private AccountAccess role(String account, String name) {
        RoleArn arn = new RoleArn("arn:aws:iam::" + account + ":role/" + name);
        ExternalId externalId = new ExternalId("external-id-of-" + account);
        credentials.allow(arn, externalId);
        return new AccountAccess(arn.account(), arn, externalId);
    }

    RestApi api() {
        return api;
    }

    RestWorld accounts() {
        return accounts;
    }

    void put(BucketName bucket, String key, byte[] content) {
        store.put(bucket, key, content);
    }
}
