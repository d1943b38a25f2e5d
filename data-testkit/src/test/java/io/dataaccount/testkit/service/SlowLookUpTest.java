package io.dataaccount.testkit.service;

import static io.dataaccount.testkit.service.ServiceFixture.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.service.CreateBucket;
import io.dataaccount.core.service.CreateUploadUrl;
import io.dataaccount.core.service.DataAccountService;
import io.dataaccount.core.service.DeploymentSettings;
import io.dataaccount.core.service.Ports;
import io.dataaccount.testkit.fake.FakeUploadPresigner;
import io.dataaccount.testkit.fake.InMemoryAuditLog;
import io.dataaccount.testkit.fake.InMemoryBucketStore;
import io.dataaccount.testkit.fake.InMemoryCredentialResolver;
import io.dataaccount.testkit.fake.InMemoryRoleAssignments;
import io.dataaccount.testkit.fake.InMemoryUsecaseRepository;
import io.dataaccount.testkit.fake.MutableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The look-up of the bucket takes four seconds, while the credentials expire or the URL has a lifetime of two seconds.
 */
class SlowLookUpTest {
    private static final Duration LOOK_UP = Duration.ofSeconds(4);
    private static final UsecaseId ID = new UsecaseId("uc-1");
    private static final BucketName BUCKET = new BucketName("data-of-uc-1");
    private static final AccountId ACCOUNT = new AccountId("111122223333");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-29T12:00:00Z"));
    private final InMemoryUsecaseRepository usecases = new InMemoryUsecaseRepository();
    private final InMemoryCredentialResolver credentials =
            new InMemoryCredentialResolver(ACCOUNT, Duration.ofHours(1), clock);
    private final DataAccountService service = DataAccountService.create(
            new Ports(
                    slow(new InMemoryBucketStore(clock)),
                    new FakeUploadPresigner(),
                    credentials,
                    usecases,
                    new InMemoryRoleAssignments(usecases),
                    new InMemoryAuditLog()),
            DeploymentSettings.forOrigins(List.of()),
            clock);

    @BeforeEach
    void create() {
        usecases.create(new Usecase(
                ID,
                "Vision",
                new AccountRole(ACCOUNT, null, null),
                null,
                null,
                new DataAccount(null, null, null, BUCKET, null),
                Map.of(),
                clock.instant(),
                clock.instant()));
        service.createBucket()
                .run(
                        ADMIN,
                        new CreateBucket.Command(
                                ID, BUCKET, Region.US_EAST_1, true, new Encryption(Encryption.Algorithm.AES256, null)));
    }

    @Test
    void url_isValidAsLongAsItStates() {
        Instant asked = clock.instant();
        CreateUploadUrl.Result result = grant();
        assertThat(clock.instant()).isAfterOrEqualTo(asked.plus(LOOK_UP));
        assertThat(result.expiresAt()).isEqualTo(clock.instant().plusSeconds(2));
        assertThat(result.expiresIn().seconds()).isEqualTo(2);
    }

    @Test
    void url_isSignedForTheRemainingLifetimeOfTheCredentials() {
        Instant end = clock.instant().plus(LOOK_UP).plusSeconds(1);
        credentials.expireOwnCredentialsAt(end);
        CreateUploadUrl.Result result = grant();
        assertThat(result.expiresAt()).isEqualTo(end);
        assertThat(result.expiresIn().seconds()).isEqualTo(1);
    }

    @Test
    void url_whoseCredentialsExpireMeanwhile_isRefused() {
        credentials.expireOwnCredentialsAt(clock.instant().plus(LOOK_UP));
        assertThatThrownBy(this::grant)
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    private CreateUploadUrl.Result grant() {
        Upload upload = new Upload(new ObjectKey("a.txt"), new ContentType("text/plain"), UploadConditions.NONE);
        return service.createUploadUrl()
                .run(ADMIN, new CreateUploadUrl.Command(ID, BUCKET, upload, new UrlLifetime(2)));
    }

    private BucketStore slow(BucketStore store) {
        return (BucketStore) Proxy.newProxyInstance(
                BucketStore.class.getClassLoader(), new Class<?>[] {BucketStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("bucket")) {
                        clock.advance(LOOK_UP);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
