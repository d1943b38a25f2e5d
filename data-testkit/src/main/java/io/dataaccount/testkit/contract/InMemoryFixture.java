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

/** The contract over fakes of every port, to hold a door to {@link RestContract}. */
public final class InMemoryFixture {
    /** The web page that buckets let upload. */
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

    /** @param json the door's own */
    public InMemoryFixture(JsonCodec json) {
        this(json, new FakeUploadPresigner(), RequestObserver.NONE);
    }

    /** The same with another audit log beside the one in memory. */
    public InMemoryFixture(JsonCodec json, AuditLog second) {
        this(json, new FakeUploadPresigner(), RequestObserver.NONE, second);
    }

    /** The same with another presigner, watched. */
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

    /** Lets the role of the account be assumed that {@link RestHarness#dataAccount(String)} names. */
    void allowDataAccount(String account) {
        role(account, "DDADataAccessRole");
    }

    private AccountRole role(String account, String name) {
        RoleArn arn = new RoleArn("arn:aws:iam::" + account + ":role/" + name);
        ExternalId externalId = new ExternalId("external-id-of-" + account);
        credentials.allow(arn, externalId);
        return new AccountRole(arn.account(), arn, externalId);
    }

    /** Sends a request past the door, as a caller who may do everything. */
    RecordedResponse asAdministrator(RestCall call) {
        Caller caller = new Caller("administrator", "administrator", true);
        return OpenApiCheck.check(OpenApi.SERVED, call, send(caller, call));
    }

    /** Sends a request past any door. */
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

    public RestApi api() {
        return api;
    }

    /** The use cases behind the door. */
    public InMemoryUsecaseRepository usecases() {
        return usecases;
    }

    /** Who has which role behind the door. */
    public InMemoryRoleAssignments roles() {
        return roles;
    }

    /** What was written to the audit log. */
    public InMemoryAuditLog audit() {
        return audit;
    }

    public TestAccounts accounts() {
        return accounts;
    }

    /** Puts an object into a bucket, as a client with an upload URL does. */
    public void put(BucketName bucket, String key, byte[] content) {
        store.put(bucket, key, content);
    }
}
