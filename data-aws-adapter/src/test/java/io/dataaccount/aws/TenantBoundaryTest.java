package io.dataaccount.aws;

import static io.dataaccount.core.error.ErrorCode.ASSUME_ROLE_DENIED;
import static io.dataaccount.core.error.ErrorCode.DATA_ACCOUNT_DENIED;
import static io.dataaccount.core.error.ErrorCode.FORBIDDEN;
import static io.dataaccount.core.error.ErrorCode.INCOMPLETE_CONFIGURATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.testing.TestAws;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.FileSummary;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.service.CreateBucket;
import io.dataaccount.core.service.CreateFolder;
import io.dataaccount.core.service.CreateUploadUrl;
import io.dataaccount.core.service.CreateUsecase;
import io.dataaccount.core.service.DataAccountService;
import io.dataaccount.core.service.ListBuckets;
import io.dataaccount.core.service.ListFolder;
import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import io.dataaccount.testkit.embedded.config.ReceivedRequest;
import io.dataaccount.testkit.fake.InMemoryRoleAssignments;
import io.dataaccount.testkit.fake.InMemoryUsecaseRepository;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several use cases in one account and in two: each can do its work, and none reaches the data of another. */
class TenantBoundaryTest {
    @RegisterExtension
    static final TestAws AWS = new TestAws();

    private static final Caller ADMIN = new Caller("admin", "admin", true);
    private static final Region IRELAND = new Region("eu-west-1");

    private static final Encryption KMS = new Encryption(Encryption.Algorithm.AWS_KMS, null);

    private AwsDataAccount free;
    private AwsDataAccount kept;
    private AwsDataAccount maker;

    @BeforeEach
    void open() {
        InMemoryUsecaseRepository usecases = new InMemoryUsecaseRepository();
        MetadataStores stores = new MetadataStores(usecases, new InMemoryRoleAssignments(usecases), AuditLog.NONE);
        EmbeddedUser user = AWS.aws().user();
        AwsConfig config = AwsConfig.in(Region.US_EAST_1, List.of(new Origin("https://portal.example.com")))
                .onServers(
                        AWS.aws().s3Endpoint(),
                        stsEndpoint(),
                        new Credentials(user.accessKeyId(), user.secretAccessKey(), null, null));
        free = AwsDataAccount.open(config, stores);
        kept = AwsDataAccount.open(config.with(config.settings().enforcingPrefix()), stores);
        maker = AwsDataAccount.open(config, stores);
    }

    protected URI stsEndpoint() {
        return AWS.aws().stsEndpoint();
    }

    @AfterEach
    void close() {
        free.close();
        kept.close();
        maker.close();
    }

    /** A use case with a bucket and a prefix. */
    private record Tenant(UsecaseId id, AccountRole accountRole, BucketName bucket, Prefix prefix) {}

    private Tenant tenant(AccountRole accountRole, BucketName bucket, String prefix) {
        UsecaseId id = UsecaseId.random();
        DataAccount data = new DataAccount(null, null, null, bucket, new Prefix(prefix));
        free.service()
                .createUsecase()
                .run(ADMIN, new CreateUsecase.Command(id, "Vision", accountRole, null, null, data, Map.of()));
        return new Tenant(id, accountRole, bucket, new Prefix(prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-west-1"})
    void everyCall_withinItsBorders_isLetThroughByItsSession(String region) throws IOException {
        Tenant a = tenant(role(TestAws.DATA), randomName(), "team-a");
        assertEveryCallWorks(maker, free, a, new Region(region));
        Tenant b = tenant(role(TestAws.OTHER), randomName(), "tést \"*?$\\{x}'/b");
        assertEveryCallWorks(maker, kept, b, new Region(region));
    }

    /** @param creator not the service under test, which must find the region of the bucket itself */
    private static void assertEveryCallWorks(
            AwsDataAccount creator, AwsDataAccount tested, Tenant tenant, Region region) throws IOException {
        assertThat(createBucket(creator.service(), tenant, tenant.bucket(), region)
                        .warnings())
                .isEmpty();
        assertThat(createBucket(creator.service(), tenant, tenant.bucket(), region)
                        .created())
                .isFalse();
        DataAccountService service = tested.service();
        Prefix folder = new Prefix(tenant.prefix().value() + "raw");
        CreateFolder.Command wanted = new CreateFolder.Command(tenant.id(), null, folder);
        assertThat(service.createFolder().run(ADMIN, wanted).created()).isTrue();
        assertThat(service.createFolder().run(ADMIN, wanted).created()).isFalse();
        ObjectKey key = folder.key("1.jpg");
        assertThat(put(grant(service, tenant, null, key))).isEqualTo(200);
        ListFolder.Command list = new ListFolder.Command(tenant.id(), null, folder, PageRequest.first(PageSize.MAX));
        assertThat(service.listFolder().run(ADMIN, list).files())
                .extracting(FileSummary::key)
                .containsExactly(key.value());
        assertThat(service.listBuckets()
                        .run(ADMIN, new ListBuckets.Command(tenant.id(), "", PageRequest.first(PageSize.MAX)))
                        .buckets()
                        .items())
                .anySatisfy(bucket -> {
                    assertThat(bucket.name()).isEqualTo(tenant.bucket().value());
                    assertThat(bucket.region()).isEqualTo(region.value());
                });
    }

    @Test
    void uploadBeyondTheBorders_isForbidden() {
        BucketName shared = randomName();
        Tenant a = tenant(role(TestAws.DATA), shared, "team-a");
        Tenant b = tenant(role(TestAws.DATA), randomName(), "team-b");
        createBucket(free.service(), a, shared, IRELAND);
        createBucket(free.service(), b, b.bucket(), IRELAND);
        DataAccountService service = kept.service();
        assertRefused(FORBIDDEN, () -> grant(service, a, null, new ObjectKey("team-ab/1")));
        assertRefused(FORBIDDEN, () -> grant(service, a, b.bucket(), new ObjectKey("team-a/1")));
        assertRefused(FORBIDDEN, () -> list(service, a, null, new Prefix("team-b")));
        assertRefused(FORBIDDEN, () -> list(service, a, b.bucket(), Prefix.ROOT));
        assertThat(grant(service, a, null, new ObjectKey("team-a/1"))).contains("team-a/1");
    }

    @Test
    void bucketOfAnotherAccount_isRefusedAndToldNothingOf() {
        Tenant a = tenant(role(TestAws.DATA), randomName(), "");
        Tenant c = tenant(role(TestAws.OTHER), randomName(), "");
        createBucket(free.service(), c, c.bucket(), IRELAND);
        DataAccountService service = free.service();
        for (int i = 0; i < 2; i++) { // the second time with the region in the cache
            assertRefused(DATA_ACCOUNT_DENIED, () -> grant(service, a, c.bucket(), new ObjectKey("1")));
            assertRefused(DATA_ACCOUNT_DENIED, () -> list(service, a, c.bucket(), Prefix.ROOT));
        }
        assertRefused(
                DATA_ACCOUNT_DENIED,
                () -> service.createFolder()
                        .run(ADMIN, new CreateFolder.Command(a.id(), c.bucket(), new Prefix("raw"))));
        assertRefused(ErrorCode.BUCKET_NAME_TAKEN, () -> createBucket(service, a, c.bucket(), IRELAND));
    }

    @Test
    void roleOfAnotherTenant_withoutItsExternalId_isNotAssumed() {
        AccountRole others = role(TestAws.OTHER);
        Tenant thief = tenant(
                new AccountRole(others.account(), others.roleArn(), new ExternalId("a-guess")), randomName(), "");
        assertRefused(ASSUME_ROLE_DENIED, () -> list(free.service(), thief, null, Prefix.ROOT));
    }

    @Test
    void prefixThatNoSessionCanBeKeptTo_isRefusedWhereItIsABorder() {
        Tenant a = tenant(role(TestAws.DATA), randomName(), "数据");
        createBucket(free.service(), a, a.bucket(), IRELAND);
        assertThat(list(free.service(), a, null, a.prefix()).files()).isEmpty();
        DataException refusal =
                assertRefused(INCOMPLETE_CONFIGURATION, () -> list(kept.service(), a, null, a.prefix()));
        assertThat(refusal.field()).contains("data_s3_prefix");
    }

    /**
     * CreateBucket has no expected owner, because the bucket does not exist yet. A browser sends presigned requests
     * later.
     */
    @Test
    void everyRequestAboutABucket_namesTheOwnerThatItMustHave() throws IOException {
        Tenant a = tenant(role(TestAws.DATA), randomName(), "team-a");
        assertEveryCallWorks(maker, free, a, IRELAND);
        Tenant b = tenant(role(TestAws.DATA), randomName(), "team-b");
        assertEveryCallWorks(maker, kept, b, IRELAND);
        Set<String> without = Set.of("CreateBucket", "ListBuckets");
        List<ReceivedRequest> ofServer = AWS.requests().stream()
                .filter(request -> request.service().equals("s3"))
                .filter(request -> request.header("authorization").isPresent())
                .toList();
        assertThat(operations(ofServer.stream()))
                .contains("HeadBucket", "GetBucketLocation", "ListObjectsV2", "PutObject", "PutBucketPolicy")
                .hasSizeGreaterThanOrEqualTo(19);
        assertThat(operations(ofServer.stream()
                        .filter(request ->
                                request.header("x-amz-expected-bucket-owner").isEmpty())))
                .isEqualTo(without);
        assertThat(ofServer.stream().flatMap(request -> request.header("x-amz-expected-bucket-owner").stream()))
                .containsOnly(TestAws.DATA.value());
    }

    private static Set<String> operations(Stream<ReceivedRequest> requests) {
        return requests.map(ReceivedRequest::operation).collect(Collectors.toSet());
    }

    private static CreateBucket.Result createBucket(
            DataAccountService service, Tenant tenant, BucketName name, Region region) {
        return service.createBucket().run(ADMIN, new CreateBucket.Command(tenant.id(), name, region, true, KMS));
    }

    private static ListFolder.Result list(
            DataAccountService service, Tenant tenant, @Nullable BucketName bucket, Prefix prefix) {
        return service.listFolder()
                .run(ADMIN, new ListFolder.Command(tenant.id(), bucket, prefix, PageRequest.first(PageSize.MAX)));
    }

    private static String grant(DataAccountService service, Tenant tenant, @Nullable BucketName bucket, ObjectKey key) {
        Upload upload = new Upload(key, new ContentType("image/jpeg"), UploadConditions.NONE);
        return service.createUploadUrl()
                .run(ADMIN, new CreateUploadUrl.Command(tenant.id(), bucket, upload, new UrlLifetime(60)))
                .upload()
                .url();
    }

    private static int put(String url) throws IOException {
        HttpURLConnection put = (HttpURLConnection) URI.create(url).toURL().openConnection();
        put.setRequestMethod("PUT");
        put.setDoOutput(true);
        put.setRequestProperty("Content-Type", "image/jpeg");
        put.getOutputStream().write(new byte[] {1, 2, 3});
        return put.getResponseCode();
    }

    private static AccountRole role(AccountId account) {
        return new AccountRole(
                account,
                new RoleArn("arn:aws:iam::" + account + ":role/Data"),
                new ExternalId("external-id-of-" + account));
    }

    private static BucketName randomName() {
        return new BucketName("dda-" + UUID.randomUUID());
    }

    private static DataException assertRefused(ErrorCode code, ThrowingCallable call) {
        @Nullable DataException refusal = catchThrowableOfType(DataException.class, call);
        assertThat(refusal).as("refused with %s", code).isNotNull();
        assertThat(refusal.code()).as(refusal.detail()).isEqualTo(code);
        return refusal;
    }
}
