package io.dataaccount.testkit.contract;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import io.dataaccount.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The abstract methods and the helpers of the credential-resolver suites. */
abstract class CredentialResolverHarness {
    static final Duration SHORT = Duration.ofMinutes(1);

    /** The resolver under test, which uses {@link #clock}. */
    protected abstract CredentialResolver resolver();

    /** The clock of the resolver and of the service that issues its sessions; shows a whole second. */
    protected abstract MutableClock clock();

    /** A role that may be assumed with its external id. */
    protected abstract AccountRole role();

    /** Another role that may be assumed. */
    protected abstract AccountRole otherRole();

    /** The role of {@link #role} with an external id that its trust policy does not name. */
    protected abstract AccountRole roleWithWrongExternalId();

    /** A role that does not exist. */
    protected abstract AccountRole unknownRole();

    /** The server's own account, without a role. */
    protected abstract AccountRole ownAccount();

    /** An account that is not the server's own, without a role. */
    protected abstract AccountRole foreignAccountWithoutRole();

    final AccountSession resolve(SessionRequest request) {
        return resolver().resolve(request);
    }

    final Duration left(AccountSession session) {
        return Duration.between(clock().instant(), expiration(session));
    }

    static Instant expiration(AccountSession session) {
        return requireNonNull(session.credentials().expiration(), "the credentials do not expire");
    }

    static Duration nineTenths(Duration duration) {
        return duration.multipliedBy(9).dividedBy(10);
    }

    final SessionRequest request(Caller caller) {
        return request(caller, role(), Purpose.UPLOAD, SessionScope.ACCOUNT);
    }

    final SessionRequest request(Caller caller, Duration validFor) {
        return lasting(request(caller), validFor);
    }

    static SessionRequest request(Caller caller, AccountRole target, Purpose purpose, SessionScope scope) {
        return new SessionRequest(caller, target, purpose, scope, SHORT);
    }

    static SessionRequest lasting(SessionRequest like, Duration validFor) {
        return new SessionRequest(like.caller(), like.target(), like.purpose(), like.scope(), validFor);
    }

    static AccountRole root(AccountRole role) {
        return new AccountRole(
                role.account(), new RoleArn("arn:aws:iam::" + role.account() + ":root"), role.externalId());
    }

    static Caller randomCaller() {
        String id = UUID.randomUUID().toString();
        return new Caller(id, "Ana " + id.substring(0, 8), false);
    }
}
