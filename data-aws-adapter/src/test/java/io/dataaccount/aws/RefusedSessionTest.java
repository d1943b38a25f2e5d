package io.dataaccount.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.config.AwsConfig;
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
import io.dataaccount.core.service.CreateBucket;
import io.dataaccount.core.service.CreateBucket.Outcome;
import io.dataaccount.core.service.CreateBucket.Step;
import io.dataaccount.core.service.CreateUploadUrl;
import io.dataaccount.core.service.DataAccountService;
import io.dataaccount.core.service.ListFolder;
import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import io.dataaccount.testkit.embedded.config.ReceivedRequest;
import io.dataaccount.testkit.fake.InMemoryAuditLog;
import io.dataaccount.testkit.fake.InMemoryRoleAssignments;
import io.dataaccount.testkit.fake.InMemoryUsecaseRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A session that S3 no longer accepts, because it was revoked or because the server's own credentials were replaced.
 * The operation continues with a new session.
 */
class RefusedSessionTest {
    @RegisterExtension
    static final TestAws AWS = new TestAws();

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final RoleArn ROLE = new RoleArn("arn:aws:iam::" + TestAws.DATA + ":role/Data");
    private static final ExternalId EXTERNAL_ID = new ExternalId("external-id-of-" + TestAws.DATA);

    private record Refusal(String name, int status) {}

    private static final List<Refusal> ENDED = List.of(
            new Refusal("ExpiredToken", 400),
            new Refusal("InvalidToken", 400),
            new Refusal("TokenRefreshRequired", 400),
            new Refusal("InvalidAccessKeyId", 403),
            new Refusal("InvalidClientTokenId", 403));

    private final BucketName bucket = randomName();
    private final Caller caller = new Caller("u-" + UUID.randomUUID(), "Ana", true);
    private final UsecaseId usecase = UsecaseId.random();
    private final InMemoryUsecaseRepository usecases = new InMemoryUsecaseRepository();
    private final InMemoryAuditLog audit = new InMemoryAuditLog();

    private AwsDataAccount dataAccount;
    private DataAccountService service;

    @BeforeEach
    void open() {
        usecases.create(new Usecase(
                usecase,
                "Vision",
                new AccountRole(TestAws.DATA, ROLE, EXTERNAL_ID),
                null,
                null,
                new DataAccount(null, null, null, bucket, null),
                Map.of(),
                NOW,
                NOW));
        start();
        createBucket(new Caller("u-" + UUID.randomUUID(), "Ben", true), bucket);
        dataAccount.close();
        start();
        AWS.forget();
    }

    /** A server without cached bucket regions. */
    private void start() {
        EmbeddedUser user = AWS.aws().user();
        dataAccount = AwsDataAccount.open(
                AwsConfig.in(Region.US_EAST_1, List.of())
                        .onServers(
                                AWS.aws().s3Endpoint(),
                                AWS.aws().stsEndpoint(),
                                new Credentials(user.accessKeyId(), user.secretAccessKey(), null, null)),
                new MetadataStores(usecases, new InMemoryRoleAssignments(usecases), audit));
        service = dataAccount.service();
    }

    @AfterEach
    void close() {
        dataAccount.close();
    }

    @TestFactory
    Stream<DynamicTest> list_withASessionThatHasEnded_isDoneWithAnotherOne() {
        return ENDED.stream()
                .map(refusal -> DynamicTest.dynamicTest(refusal.name(), () -> {
                    Caller someone = new Caller("u-" + UUID.randomUUID(), "Ana", true);
                    AWS.forget();
                    list(someone, null);
                    AWS.aws().failNext("ListObjectsV2", refusal.name(), refusal.status());
                    list(someone, null);
                    list(someone, null);
                    assertThat(sessions()).isEqualTo(2);
                    AWS.aws().failNext("ListObjectsV2", refusal.name(), refusal.status());
                    assertThat(outcome(() -> list(someone, null))).contains(ErrorCode.UNAVAILABLE);
                }));
    }

    /** An error response to HEAD has no error code, so another request has to find the reason. */
    @Test
    void list_whereHeadIsRefused_isDoneWithAnotherSession() {
        AWS.aws().failNext("HeadBucket", "ExpiredToken", 400);
        AWS.aws().failNext("GetBucketLocation", "ExpiredToken", 400);
        list(caller, null);
        assertThat(sessions()).isEqualTo(2);
    }

    @Test
    void grant_withASessionThatHasEnded_signsWithAnotherOne() {
        AWS.aws().failNext("HeadBucket", "InvalidAccessKeyId", 403);
        AWS.aws().failNext("GetBucketLocation", "InvalidAccessKeyId", 403);
        Upload upload = new Upload(new ObjectKey("a.jpg"), new ContentType("image/jpeg"), UploadConditions.NONE);
        String url = service.createUploadUrl()
                .run(caller, new CreateUploadUrl.Command(usecase, null, upload, new UrlLifetime(60)))
                .upload()
                .url();
        List<String> keys = AWS.requests("HeadBucket").stream()
                .map(RefusedSessionTest::accessKeyId)
                .toList();
        assertThat(keys).hasSize(2).doesNotHaveDuplicates();
        assertThat(url).contains(keys.get(1)).doesNotContain(keys.get(0));
        assertThat(sessions()).isEqualTo(2);
    }

    /** The access key id in a header such as {@code AWS4-HMAC-SHA256 Credential=ASIA.../20261124/...}. */
    private static String accessKeyId(ReceivedRequest request) {
        return request.header("authorization").orElseThrow().split("[=/]", 3)[1];
    }

    /** Both the session that finds the bucket and the session of the operation have ended. */
    @Test
    void list_withTwoSessionsThatHaveEnded_isDone() {
        BucketName named = randomName();
        createBucket(new Caller("u-" + UUID.randomUUID(), "Ben", true), named);
        AWS.aws().failNext("HeadBucket", "ExpiredToken", 400);
        AWS.aws().failNext("GetBucketLocation", "ExpiredToken", 400);
        AWS.aws().failNext("ListObjectsV2", "ExpiredToken", 400);
        list(caller, named);
    }

    @Test
    void createBucket_whoseSessionEndsHalfWay_isDone() {
        AWS.aws().failNext("PutBucketVersioning", "ExpiredToken", 400);
        BucketName name = randomName();
        createBucket(caller, name);
        assertThat(sessions()).isEqualTo(2);
        assertThat(AWS.requests("CreateBucket")).hasSize(1);
        AWS.aws().failNext("HeadBucket", "ExpiredToken", 400);
        AWS.aws().failNext("GetBucketLocation", "ExpiredToken", 400);
        assertThat(outcome(() -> createBucket(caller, name))).contains(ErrorCode.UNAVAILABLE);
    }

    /** The audit event contains what the operation did with the refused session, too. */
    @TestFactory
    Stream<DynamicTest> createBucket_whoseSessionEndsAfterTheCreation_saysThatItCreated() {
        return Stream.of(
                        "GetBucketTagging",
                        "GetBucketVersioning",
                        "GetBucketEncryption",
                        "PutBucketVersioning",
                        "PutBucketLifecycleConfiguration")
                .map(operation -> DynamicTest.dynamicTest(operation, () -> {
                    AWS.aws().stopFailing();
                    AWS.forget();
                    AWS.aws().failNext(operation, "ExpiredToken", 400);
                    BucketName name = randomName();
                    CreateBucket.Result result = createBucket(new Caller("u-" + UUID.randomUUID(), "Ana", true), name);
                    assertThat(AWS.requests("CreateBucket")).hasSize(1);
                    assertThat(sessions()).isEqualTo(2);
                    assertThat(result.created()).isTrue();
                    assertThat(outcomes(result))
                            .containsEntry("bucket", Outcome.DONE)
                            .containsEntry("versioning", Outcome.DONE);
                    assertThat(audit.events().get(audit.events().size() - 1).details())
                            .containsEntry("created", true);
                    CreateBucket.Result again = createBucket(caller, name);
                    assertThat(again.created()).isFalse();
                    assertThat(outcomes(again).values()).doesNotContain(Outcome.DONE);
                }));
    }

    private static Map<String, Outcome> outcomes(CreateBucket.Result result) {
        return result.steps().stream().collect(Collectors.toMap(Step::name, Step::outcome));
    }

    @TestFactory
    Stream<DynamicTest> server_thatRefusesEverySession_causesNoStorm() {
        return ENDED.stream()
                .map(refusal -> DynamicTest.dynamicTest(refusal.name(), () -> {
                    AWS.aws().stopFailing();
                    Caller someone = new Caller("u-" + UUID.randomUUID(), "Ana", true);
                    AWS.aws().failAlways("ListObjectsV2", refusal.name(), refusal.status());
                    AWS.forget();
                    for (int i = 0; i < 20; i++) {
                        assertThat(outcome(() -> list(someone, null))).contains(ErrorCode.UNAVAILABLE);
                    }
                    assertThat(sessions()).isEqualTo(2);
                    assertThat(AWS.requests("ListObjectsV2")).hasSize(21);
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusal_thatAnotherSessionDoesNotEnd_startsNone() {
        return Stream.of(new Refusal("AccessDenied", 403), new Refusal("SignatureDoesNotMatch", 403))
                .map(refusal -> DynamicTest.dynamicTest(refusal.name(), () -> {
                    AWS.aws().stopFailing();
                    Caller someone = new Caller("u-" + UUID.randomUUID(), "Ana", true);
                    AWS.aws().failAlways("ListObjectsV2", refusal.name(), refusal.status());
                    AWS.forget();
                    assertThat(outcome(() -> list(someone, null))).isPresent();
                    assertThat(sessions()).isEqualTo(1);
                }));
    }

    private static long sessions() {
        return AWS.requests("AssumeRole").size();
    }

    private CreateBucket.Result createBucket(Caller by, BucketName name) {
        return service.createBucket()
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
        service.listFolder()
                .run(by, new ListFolder.Command(usecase, name, Prefix.ROOT, PageRequest.first(PageSize.MAX)));
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
        return new BucketName("refused-" + UUID.randomUUID());
    }
}
