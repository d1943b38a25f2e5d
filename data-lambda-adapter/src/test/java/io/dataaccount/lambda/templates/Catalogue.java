package io.dataaccount.lambda.templates;

import io.dataaccount.core.model.AccountId;
import io.dataaccount.core.model.Origin;
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

/** The routes of the contract. */
final class Catalogue {
    private Catalogue() {}

    static List<String> routes() {
        Clock clock = Clock.systemUTC();
        UseCases useCases = UseCases.over(
                new InMemoryBucketStore(clock),
                new FakeUploadPresigner(),
                new InMemoryCredentialResolver(new AccountId("111122223333"), Duration.ofHours(1), clock),
                new InMemoryUsecaseRepository(),
                Settings.forOrigins(List.of(new Origin("https://portal.example.com"))),
                clock);
        return new RestApi(useCases, new NoJson()).routes();
    }

    /** Nobody calls. */
    private static final class NoJson implements JsonText {
        @Override
        public Object read(String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] write(Object tree) {
            throw new UnsupportedOperationException();
        }
    }
}
