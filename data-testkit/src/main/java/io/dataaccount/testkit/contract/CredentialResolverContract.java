package io.dataaccount.testkit.contract;

import static io.dataaccount.core.error.ErrorCode.ASSUME_ROLE_DENIED;
import static io.dataaccount.core.error.ErrorCode.INCOMPLETE_CONFIGURATION;
import static io.dataaccount.testkit.contract.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Contract of every {@link CredentialResolver}. An implementer provides the resolver, its clock, and roles that exist
 * and that do not. Callers are random, so tests may share a resolver one after the other, but not in parallel, because
 * they advance its clock.
 */
public abstract class CredentialResolverContract extends SessionStartContract {
    @Test
    protected void resolve_withRole_givesATemporarySession() {
        AccountSession session = resolve(request(randomCaller()));
        assertThat(session.account()).isEqualTo(role().account());
        assertThat(session.principal()).isNotBlank();
        assertThat(session.credentials().sessionToken()).isNotBlank();
        assertThat(expiration(session)).isAfter(clock().instant());
    }

    @Test
    protected void resolve_sameRequestAgain_reusesTheSession() {
        SessionRequest request = request(randomCaller());
        assertThat(resolve(request).credentials()).isEqualTo(resolve(request).credentials());
    }

    @TestFactory
    protected Stream<DynamicTest> resolve_ofDifferentRequest_startsAnotherSession() {
        Caller caller = randomCaller();
        BucketName bucket = new BucketName("my-data");
        record Difference(String name, SessionRequest request) {}
        return Stream.of(
                        new Difference("caller", request(randomCaller())),
                        new Difference(
                                "caller of the same name",
                                request(new Caller(UUID.randomUUID().toString(), caller.name(), false))),
                        new Difference("role", request(caller, otherRole(), Purpose.UPLOAD, SessionScope.ACCOUNT)),
                        new Difference("purpose", request(caller, role(), Purpose.BROWSE, SessionScope.ACCOUNT)),
                        new Difference("bucket", request(caller, role(), Purpose.UPLOAD, SessionScope.of(bucket))),
                        new Difference(
                                "prefix",
                                request(
                                        caller,
                                        role(),
                                        Purpose.UPLOAD,
                                        new SessionScope(bucket, new Prefix("team-a/")))))
                .map(difference -> DynamicTest.dynamicTest(difference.name(), () -> {
                    Credentials mine = resolve(request(caller)).credentials();
                    Credentials theirs = resolve(difference.request()).credentials();
                    assertThat(theirs.accessKeyId()).isNotEqualTo(mine.accessKeyId());
                    assertThat(theirs.sessionToken()).isNotEqualTo(mine.sessionToken());
                }));
    }

    @Test
    protected void resolve_ofDifferentScopes_startsSeparateSessions() {
        Caller caller = randomCaller();
        Set<String> keys = new HashSet<>();
        List<SessionScope> scopes = List.of(
                SessionScope.ACCOUNT,
                SessionScope.of(new BucketName("my-data")),
                SessionScope.of(new BucketName("my-data2")),
                new SessionScope(new BucketName("my-data"), new Prefix("team-a/")),
                new SessionScope(new BucketName("my-data"), new Prefix("team-ab/")));
        for (SessionScope scope : scopes) {
            for (Purpose purpose : Purpose.values()) {
                keys.add(resolve(request(caller, role(), purpose, scope))
                        .credentials()
                        .accessKeyId());
            }
        }
        assertThat(keys).hasSize(scopes.size() * Purpose.values().length);
    }

    @Test
    protected void resolve_withWrongExternalId_isDeniedEvenIfASessionIsCached() {
        Caller caller = randomCaller();
        resolve(request(caller));
        DataException refusal = assertRefused(
                ASSUME_ROLE_DENIED,
                () -> resolve(request(caller, roleWithWrongExternalId(), Purpose.UPLOAD, SessionScope.ACCOUNT)));
        Stream.of(role(), roleWithWrongExternalId())
                .flatMap(session -> Stream.ofNullable(session.externalId()))
                .forEach(id -> assertThat(refusal.detail()).doesNotContain(id.value()));
    }

    @Test
    protected void resolve_afterARefusal_acceptsTheRightExternalId() {
        Caller caller = randomCaller();
        assertRefused(
                ASSUME_ROLE_DENIED,
                () -> resolve(request(caller, roleWithWrongExternalId(), Purpose.UPLOAD, SessionScope.ACCOUNT)));
        assertThat(resolve(request(caller)).account()).isEqualTo(role().account());
    }

    @Test
    protected void resolve_withoutTheExternalId_isDenied() {
        AccountRole forgotten = new AccountRole(role().account(), role().roleArn(), null);
        assertRefused(
                ASSUME_ROLE_DENIED,
                () -> resolve(request(randomCaller(), forgotten, Purpose.UPLOAD, SessionScope.ACCOUNT)));
    }

    @Test
    protected void resolve_ofUnknownRole_isDenied() {
        assertRefused(
                ASSUME_ROLE_DENIED,
                () -> resolve(request(randomCaller(), unknownRole(), Purpose.UPLOAD, SessionScope.ACCOUNT)));
    }

    @Test
    protected void resolve_ofOwnAccount_givesTheServersOwnCredentials() {
        AccountSession one = resolve(request(randomCaller(), ownAccount(), Purpose.UPLOAD, SessionScope.ACCOUNT));
        AccountSession two = resolve(request(randomCaller(), root(ownAccount()), Purpose.BROWSE, SessionScope.ACCOUNT));
        assertThat(one.account()).isEqualTo(ownAccount().account());
        assertThat(two.account()).isEqualTo(ownAccount().account());
        assertThat(two.credentials().accessKeyId()).isEqualTo(one.credentials().accessKeyId());
        assertThat(one.principal()).isNotBlank();
    }

    @Test
    protected void ownAccount_isThatOfTheServersOwnCredentials() {
        assertThat(resolver().ownAccount()).isEqualTo(ownAccount().account());
    }

    @Test
    protected void resolve_ofForeignAccountWithoutRole_isIncomplete() {
        AccountRole foreign = foreignAccountWithoutRole();
        for (AccountRole target : List.of(foreign, root(foreign))) {
            assertRefused(
                    INCOMPLETE_CONFIGURATION,
                    () -> resolve(request(randomCaller(), target, Purpose.UPLOAD, SessionScope.ACCOUNT)));
        }
    }

    @Test
    protected void resolve_ofForeignAccountAfterOwn_isStillIncomplete() {
        Caller caller = randomCaller();
        resolve(request(caller, ownAccount(), Purpose.UPLOAD, SessionScope.ACCOUNT));
        assertRefused(
                INCOMPLETE_CONFIGURATION,
                () -> resolve(request(caller, foreignAccountWithoutRole(), Purpose.UPLOAD, SessionScope.ACCOUNT)));
    }

    @Test
    protected void resolve_byManyThreads_startsOneSession() {
        SessionRequest request = request(randomCaller());
        List<String> keys = ConcurrentCalls.call(
                16, number -> resolve(request).credentials().accessKeyId());
        assertThat(new HashSet<>(keys)).hasSize(1);
    }

    @Test
    protected void resolve_byManyCallersAtOnce_startsASessionEach() {
        List<SessionRequest> requests =
                Stream.generate(() -> request(randomCaller())).limit(16).toList();
        List<String> keys = ConcurrentCalls.call(
                16, number -> resolve(requests.get(number)).credentials().accessKeyId());
        assertThat(new HashSet<>(keys)).hasSize(16);
    }
}
