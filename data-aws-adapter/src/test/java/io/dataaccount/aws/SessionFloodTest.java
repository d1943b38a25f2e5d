package io.dataaccount.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.aws.testing.TestAws;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.policy.SessionStarts;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.service.CreateBucket;
import io.dataaccount.core.service.CreateFolder;
import io.dataaccount.core.service.CreateUploadUrl;
import io.dataaccount.core.service.DataAccountService;
import io.dataaccount.core.service.ListBuckets;
import io.dataaccount.core.service.ListFolder;
import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import io.dataaccount.testkit.fake.InMemoryRoleAssignments;
import io.dataaccount.testkit.fake.InMemoryUsecaseRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One caller sends very many different requests: how many sessions they cost, and how that affects other callers. */
class SessionFloodTest {
    @RegisterExtension
    static final TestAws AWS = new TestAws();

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final RoleArn ROLE = new RoleArn("arn:aws:iam::" + TestAws.DATA + ":role/Data");
    private static final ExternalId EXTERNAL_ID = new ExternalId("external-id-of-" + TestAws.DATA);

    private final BucketName bucket = randomName();
    private final Caller caller = new Caller("u-" + UUID.randomUUID(), "Ana", true);
    private final Caller other = new Caller("u-" + UUID.randomUUID(), "Ben", true);

    private InMemoryUsecaseRepository usecases;
    private AwsDataAccount dataAccount;
    private DataAccountService service;
    private UsecaseId usecase;

    @BeforeEach
    void open() {
        usecases = new InMemoryUsecaseRepository();
        EmbeddedUser user = AWS.aws().user();
        dataAccount = AwsDataAccount.open(
                AwsConfig.in(Region.US_EAST_1, List.of())
                        .onServers(
                                AWS.aws().s3Endpoint(),
                                AWS.aws().stsEndpoint(),
                                new Credentials(user.accessKeyId(), user.secretAccessKey(), null, null)),
                new MetadataStores(usecases, new InMemoryRoleAssignments(usecases), AuditLog.NONE),
                AwsObserver.NONE,
                SessionStarts.limited(Clock.fixed(NOW, ZoneOffset.UTC)));
        service = dataAccount.service();
        usecase = usecase(EXTERNAL_ID);
    }

    @AfterEach
    void close() {
        dataAccount.close();
    }

    private UsecaseId usecase(ExternalId externalId) {
        UsecaseId id = UsecaseId.random();
        AccountRole accountRole = new AccountRole(TestAws.DATA, ROLE, externalId);
        usecases.create(new Usecase(
                id,
                "Vision",
                accountRole,
                null,
                null,
                new DataAccount(null, null, null, bucket, null),
                Map.of(),
                NOW,
                NOW));
        return id;
    }

    @Test
    void bucketsThatDoNotExist_costNoSessionEach() {
        for (int i = 0; i < 40; i++) {
            assertThat(outcome(() -> list(caller, randomName()))).contains(ErrorCode.BUCKET_NOT_FOUND);
            assertThat(outcome(() -> grant(caller, randomName()))).contains(ErrorCode.BUCKET_NOT_FOUND);
            assertThat(outcome(() -> createFolder(caller, randomName()))).contains(ErrorCode.BUCKET_NOT_FOUND);
        }
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void bucketsOfOthers_costNoEndlessSessions() {
        List<Optional<ErrorCode>> outcomes = IntStream.range(0, 300)
                .mapToObj(i -> {
                    BucketName name = randomName();
                    AWS.aws().failNext("HeadBucket", "AccessDenied", 403);
                    AWS.aws().failNext("GetBucketLocation", "AccessDenied", 403);
                    return outcome(() -> list(caller, name));
                })
                .toList();
        assertThat(outcomes).contains(Optional.of(ErrorCode.TOO_MANY_REQUESTS));
        assertThat(sessions()).isEqualTo(200);
        AWS.aws().stopFailing();
        createBucket(other, bucket);
        assertThat(outcome(() -> list(other, null))).isEmpty();
    }

    @Test
    void externalIds_triedOneAfterTheOther_costNoCallEach() {
        createBucket(other, bucket);
        assertThat(outcome(() -> list(other, null))).isEmpty();
        AWS.forget();
        List<Optional<ErrorCode>> outcomes = IntStream.range(0, 40)
                .mapToObj(i -> usecase(new ExternalId("guess-" + i)))
                .map(guess -> outcome(() -> list(caller, guess, null)))
                .toList();
        assertThat(outcomes)
                .containsOnly(Optional.of(ErrorCode.ASSUME_ROLE_DENIED), Optional.of(ErrorCode.TOO_MANY_REQUESTS));
        assertThat(sessions()).isEqualTo(5);
        assertThat(outcome(() -> list(other, null))).isEmpty();
        assertThat(outcome(() -> list(new Caller("u-new", "Cem", true), null))).isEmpty();
    }

    @Test
    void theBucketOfTheUseCase_isNotLookedForFirst() {
        createBucket(other, bucket);
        AWS.forget();
        assertThat(outcome(() -> list(caller, null))).isEmpty();
        assertThat(outcome(() -> list(caller, bucket))).isEmpty();
        assertThat(AWS.operations()).startsWith("AssumeRole").doesNotContain("GetBucketLocation");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void aBucketOfTheList_isNotLookedForFirst() {
        BucketName name = randomName();
        createBucket(other, name);
        service.listBuckets().run(caller, new ListBuckets.Command(usecase, "", PageRequest.first(PageSize.MAX)));
        AWS.forget();
        assertThat(outcome(() -> list(caller, name))).isEmpty();
        assertThat(sessions()).isEqualTo(1);
        assertThat(AWS.operations()).doesNotContain("GetBucketLocation");
    }

    @Test
    void aBucketThatIsNamed_isLookedForOnce() {
        BucketName name = randomName();
        createBucket(other, name);
        assertThat(outcome(() -> list(caller, name))).isEmpty();
        assertThat(sessions()).isEqualTo(3); // one of Ben and two of Ana
        AWS.forget();
        for (int i = 0; i < 3; i++) {
            assertThat(outcome(() -> list(caller, name))).isEmpty();
        }
        assertThat(AWS.operations()).containsOnly("ListObjectsV2");
    }

    @Test
    void aBucketThatIsCreatedAfterItWasLookedFor_isThere() {
        BucketName name = randomName();
        assertThat(outcome(() -> list(caller, name))).contains(ErrorCode.BUCKET_NOT_FOUND);
        createBucket(other, name);
        assertThat(outcome(() -> list(caller, name))).isEmpty();
        assertThat(outcome(() -> grant(caller, name))).isEmpty();
    }

    /** If the role may not call GetBucketLocation, the session for the bucket finds the region. */
    @Test
    void aBucketThatMayNotBeLookedFor_isOpenedAllTheSame() {
        BucketName name = randomName();
        createBucket(other, name);
        AWS.aws().failAlways("GetBucketLocation", "AccessDenied", 403);
        assertThat(outcome(() -> list(caller, name))).isEmpty();
    }

    private static long sessions() {
        return AWS.requests("AssumeRole").size();
    }

    private void createBucket(Caller by, BucketName name) {
        service.createBucket()
                .run(
                        by,
                        new CreateBucket.Command(
                                usecase,
                                name,
                                Region.US_EAST_1,
                                true,
                                new Encryption(Encryption.Algorithm.AES256, null)));
    }

    private void list(Caller by, @Nullable BucketName name) {
        list(by, usecase, name);
    }

    private void list(Caller by, UsecaseId id, @Nullable BucketName name) {
        service.listFolder().run(by, new ListFolder.Command(id, name, Prefix.ROOT, PageRequest.first(PageSize.MAX)));
    }

    private void grant(Caller by, BucketName name) {
        Upload upload = new Upload(new ObjectKey("a.jpg"), new ContentType("image/jpeg"), UploadConditions.NONE);
        service.createUploadUrl().run(by, new CreateUploadUrl.Command(usecase, name, upload, new UrlLifetime(60)));
    }

    private void createFolder(Caller by, BucketName name) {
        service.createFolder().run(by, new CreateFolder.Command(usecase, name, new Prefix("raw")));
    }

    /** The error code; empty if the operation succeeded. */
    private static Optional<ErrorCode> outcome(Runnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (DataException e) {
            return Optional.of(e.code());
        }
    }

    private static BucketName randomName() {
        return new BucketName("flood-" + UUID.randomUUID());
    }
}
