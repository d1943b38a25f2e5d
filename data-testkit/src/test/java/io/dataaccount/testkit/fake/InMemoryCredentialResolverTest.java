package io.dataaccount.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.policy.SessionStarts;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionScope;
import io.dataaccount.testkit.contract.CredentialResolverContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InMemoryCredentialResolverTest extends CredentialResolverContract {
    private static final AccountId OWN = new AccountId("111122223333");
    private static final AccountId DATA = new AccountId("444455556666");
    private static final ExternalId EXTERNAL_ID = new ExternalId("right-external-id");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-24T08:00:00Z"));
    private final InMemoryCredentialResolver resolver = new InMemoryCredentialResolver(OWN, Duration.ofHours(1), clock);

    @BeforeEach
    void allowRoles() {
        resolver.allow(arn("Data"), EXTERNAL_ID);
        resolver.allow(arn("Open"), null);
        resolver.limitSessionStarts(SessionStarts.limited(clock));
    }

    @Override
    protected CredentialResolver resolver() {
        return resolver;
    }

    @Override
    protected MutableClock clock() {
        return clock;
    }

    @Override
    protected AccountRole role() {
        return new AccountRole(DATA, arn("Data"), EXTERNAL_ID);
    }

    @Override
    protected AccountRole otherRole() {
        return new AccountRole(DATA, arn("Open"), EXTERNAL_ID);
    }

    @Override
    protected AccountRole roleWithWrongExternalId() {
        return new AccountRole(DATA, arn("Data"), new ExternalId("wrong-external-id"));
    }

    @Override
    protected AccountRole unknownRole() {
        return new AccountRole(DATA, arn("Unknown"), EXTERNAL_ID);
    }

    @Override
    protected AccountRole ownAccount() {
        return new AccountRole(OWN, null, null);
    }

    @Override
    protected AccountRole foreignAccountWithoutRole() {
        return new AccountRole(DATA, null, null);
    }

    @Test
    void failNext_failsOnce() {
        DataException failure = new DataException(ErrorCode.THROTTLED, "Slow down.");
        resolver.failNext(failure);
        assertThatThrownBy(() -> resolver.resolve(request(role()))).isSameAs(failure);
        assertThat(resolver.resolve(request(role())).account()).isEqualTo(DATA);
        assertThat(resolver.requests()).hasSize(2);
        assertThat(resolver.sessionsStarted()).isEqualTo(1);
    }

    @Test
    void ownCredentials_expireAsRequested() {
        Instant end = clock.instant().plusSeconds(5);
        resolver.expireOwnCredentialsAt(end);
        assertThat(resolver.resolve(request(ownAccount())).credentials().expiration())
                .isEqualTo(end);
    }

    private static SessionRequest request(AccountRole target) {
        return new SessionRequest(
                new Caller("u-1", "Ana", false),
                target,
                SessionRequest.Purpose.MANAGE,
                SessionScope.ACCOUNT,
                Duration.ofMinutes(5));
    }

    private static RoleArn arn(String name) {
        return new RoleArn("arn:aws:iam::" + DATA + ":role/" + name);
    }
}
