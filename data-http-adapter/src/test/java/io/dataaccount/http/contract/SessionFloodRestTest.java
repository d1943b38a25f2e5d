package io.dataaccount.http.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.AwsDataAccount;
import io.dataaccount.aws.MetadataStores;
import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.policy.SessionStarts;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.rest.QueryString;
import io.dataaccount.core.rest.RequestObserver;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.rest.RestRequest;
import io.dataaccount.core.rest.RestResponse;
import io.dataaccount.testkit.embedded.EmbeddedAws;
import io.dataaccount.testkit.embedded.EmbeddedAwsConfig;
import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import io.dataaccount.testkit.fake.InMemoryRoleAssignments;
import io.dataaccount.testkit.fake.InMemoryUsecaseRepository;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The STS calls that made-up bucket names and guessed external ids cause, through the REST API. */
class SessionFloodRestTest {
    private static final String ROLE = "arn:aws:iam::444455556666:role/Data";
    private static final String DATA_ROLE = "arn:aws:iam::777788889999:role/Data";
    private static final Caller ADMIN = new Caller("root", "root", true);
    private static final Caller VIEWER = new Caller("viewer", "Vera", false);
    private static final Caller OTHER = new Caller("other", "Otto", false);
    private static final Caller GUESSER = new Caller("guesser", "Gus", false);

    @TempDir
    private Path directory;

    private final AtomicInteger sessions = new AtomicInteger();
    private EmbeddedAws aws;
    private AwsDataAccount dataAccount;
    private RestApi api;

    @BeforeEach
    void open() {
        aws = EmbeddedAws.start(EmbeddedAwsConfig.inDirectory(directory)
                .withRoles(
                        new EmbeddedRole(ROLE, "right-external-id"), new EmbeddedRole(DATA_ROLE, "another-external-id"))
                .withListener(request -> {
                    if (request.operation().equals("AssumeRole")) {
                        sessions.incrementAndGet();
                    }
                }));
        EmbeddedUser user = aws.user();
        InMemoryUsecaseRepository usecases = new InMemoryUsecaseRepository();
        InMemoryRoleAssignments roles = new InMemoryRoleAssignments(usecases);
        dataAccount = AwsDataAccount.open(
                AwsConfig.in(Region.US_EAST_1, List.of())
                        .onServers(
                                aws.s3Endpoint(),
                                aws.stsEndpoint(),
                                new Credentials(user.accessKeyId(), user.secretAccessKey(), null, null)),
                new MetadataStores(usecases, roles, AuditLog.NONE),
                AwsObserver.NONE,
                SessionStarts.limited(Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC)));
        api = new RestApi(dataAccount.service(), new JacksonCodec(), RequestObserver.NONE);
        for (String id : List.of("uc-a", "uc-b")) {
            assertThat(send(ADMIN, "POST", "usecases", """
                            {"usecase_id":"%s","name":"%s","account_id":"444455556666",
                             "cross_account_role_arn":"%s","external_id":"right-external-id"}""".formatted(id, id, ROLE))
                            .status())
                    .isEqualTo(201);
        }
        roles.create(assignment(VIEWER, "uc-a", Role.VIEWER));
        roles.create(assignment(OTHER, "uc-a", Role.VIEWER));
        roles.create(assignment(GUESSER, "uc-b", Role.USE_CASE_ADMIN));
        sessions.set(0);
    }

    @AfterEach
    void close() {
        dataAccount.close();
        aws.close();
    }

    private static RoleAssignment assignment(Caller caller, String usecase, Role role) {
        return new RoleAssignment(caller.userId(), RoleScope.of(new UsecaseId(usecase)), role, null, null);
    }

    @Test
    void listingsOfMadeUpBuckets_costOneSession() {
        for (int i = 0; i < 120; i++) {
            String target = "usecases/uc-a/data/folders?bucket=made-up-name-" + i;
            assertThat(send(VIEWER, "GET", target, "").status()).isEqualTo(404);
        }
        assertThat(sessions).hasValue(1);
        assertThat(send(OTHER, "GET", "usecases/uc-a/data/buckets", "").status())
                .isEqualTo(200);
    }

    @Test
    void guessedExternalIds_get429AfterAFew() {
        List<RestResponse> responses = IntStream.range(0, 40)
                .boxed()
                .flatMap(i -> List.of(
                        send(GUESSER, "POST", "usecases/uc-b/data/configure", """
                                {"data_account_id":"777788889999","data_account_role_arn":"%s",
                                 "data_account_external_id":"guess-%s"}""".formatted(DATA_ROLE, i)),
                        send(GUESSER, "GET", "usecases/uc-b/data/buckets", ""))
                        .stream())
                .toList();
        assertThat(sessions).hasValueLessThanOrEqualTo(8);
        assertThat(responses).anySatisfy(response -> {
            assertThat(response.status()).isEqualTo(429);
            assertThat(response.headers()).containsKey("Retry-After");
            assertThat(new String(response.body().toBytes(), UTF_8))
                    .contains("too_many_requests", "external ids")
                    .doesNotContain("guess-");
        });
        assertThat(send(OTHER, "GET", "usecases/uc-a/data/buckets", "").status())
                .isEqualTo(200);
    }

    private RestResponse send(Caller caller, String method, String target, String body) {
        String[] parts = target.split("\\?", 2);
        return api.handle(new RestRequest(
                method,
                "/api/v1/" + parts[0],
                QueryString.decode(parts.length == 2 ? parts[1] : null),
                body.isEmpty() ? null : "application/json",
                body.getBytes(UTF_8),
                null,
                caller));
    }
}
