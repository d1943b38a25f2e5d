package io.dataaccount.testkit.contract;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.port.UploadPresigner;
import io.dataaccount.core.rest.QueryString;
import io.dataaccount.core.rest.RequestObserver;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.rest.RestRequest;
import io.dataaccount.core.rest.RestResponse;
import io.dataaccount.core.service.DataAccountService;
import io.dataaccount.core.service.DeploymentSettings;
import io.dataaccount.core.service.Ports;
import io.dataaccount.testkit.fake.FakeUploadPresigner;
import io.dataaccount.testkit.fake.InMemoryAuditLog;
import io.dataaccount.testkit.fake.InMemoryBucketStore;
import io.dataaccount.testkit.fake.InMemoryCredentialResolver;
import io.dataaccount.testkit.fake.InMemoryRoleAssignments;
import io.dataaccount.testkit.fake.InMemoryUsecaseRepository;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The REST API with fakes of all ports, for tests of an inbound adapter with {@link RestContract}. */
public final class InMemoryFixture {
    /** The origin from which buckets allow uploads. */
    public static final Origin PORTAL = new Origin("https://portal.example.com");

    private static final AccountId OWN = new AccountId("111122223333");

    private final Clock clock = Clock.systemUTC();
    private final InMemoryBucketStore store = new InMemoryBucketStore(clock);
    private final InMemoryCredentialResolver credentials =
            new InMemoryCredentialResolver(OWN, Duration.ofHours(1), clock);
    private final InMemoryUsecaseRepository usecases = new InMemoryUsecaseRepository();
    private final InMemoryRoleAssignments roles = new InMemoryRoleAssignments(usecases);
    private final InMemoryAuditLog audit = new InMemoryAuditLog();
    private final TestAccounts accounts = new TestAccounts(
            role("111122223333", "DDAPortalAccessRole"),
            role("444455556666", "DDADataAccessRole"),
            new AccountRole(OWN, null, null));
    private final RestApi api;

    /**
     * An API with a {@link FakeUploadPresigner} and no observer.
     *
     * @param json the codec of the adapter under test
     */
    public InMemoryFixture(JsonCodec json) {
        this(json, new FakeUploadPresigner(), RequestObserver.NONE);
    }

    /**
     * As {@link #InMemoryFixture(JsonCodec)}, with a second audit log.
     *
     * @param json the codec of the adapter under test
     * @param second receives each event after the log in memory
     */
    public InMemoryFixture(JsonCodec json, AuditLog second) {
        this(json, new FakeUploadPresigner(), RequestObserver.NONE, second);
    }

    /**
     * An API with this presigner and this observer.
     *
     * @param json the codec of the adapter under test
     */
    public InMemoryFixture(JsonCodec json, UploadPresigner presigner, RequestObserver observer) {
        this(json, presigner, observer, AuditLog.NONE);
    }

    private InMemoryFixture(JsonCodec json, UploadPresigner presigner, RequestObserver observer, AuditLog second) {
        this.api = new RestApi(
                DataAccountService.create(
                        new Ports(store, presigner, credentials, usecases, roles, audit.andThen(second)),
                        DeploymentSettings.forOrigins(List.of(PORTAL)),
                        clock),
                json,
                observer);
    }

    /** Allows the role that {@link RestHarness#dataAccount(String)} names for the account. */
    void allowDataAccount(String account) {
        role(account, "DDADataAccessRole");
    }

    private AccountRole role(String account, String name) {
        RoleArn arn = new RoleArn("arn:aws:iam::" + account + ":role/" + name);
        ExternalId externalId = new ExternalId("external-id-of-" + account);
        credentials.allow(arn, externalId);
        return new AccountRole(arn.account(), arn, externalId);
    }

    /**
     * Sends a request directly to the API, as a caller with all permissions, and checks it against the OpenAPI
     * document.
     */
    RecordedResponse asAdministrator(RestCall call) {
        Caller caller = new Caller("administrator", "administrator", true);
        return OpenApiCheck.check(OpenApi.SERVED, call, send(caller, call));
    }

    /** Sends a request directly to the API, without the adapter. */
    public RecordedResponse send(Caller caller, RestCall call) {
        String[] target = call.target().split("\\?", 2);
        RestResponse response = api.handle(new RestRequest(
                call.method(),
                requireNonNull(target[0]),
                QueryString.decode(target.length == 2 ? target[1] : null),
                call.headers().get("Content-Type"),
                call.body(),
                call.headers().get("X-Request-Id"),
                caller));
        return new RecordedResponse(
                response.status(), response.headers(), response.body().toBytes());
    }

    /** The API under the adapter. */
    public RestApi api() {
        return api;
    }

    /** The use cases of the API. */
    public InMemoryUsecaseRepository usecases() {
        return usecases;
    }

    /** The role assignments of the API. */
    public InMemoryRoleAssignments roles() {
        return roles;
    }

    /** The audit log of the API. */
    public InMemoryAuditLog audit() {
        return audit;
    }

    /** The accounts for {@link RestHarness#accounts()}. */
    public TestAccounts accounts() {
        return accounts;
    }

    /** Puts an object into a bucket, as a client with an upload URL does. */
    public void put(BucketName bucket, String key, byte[] content) {
        store.put(bucket, key, content);
    }
}
