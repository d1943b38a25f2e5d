package io.dataaccount.testkit.contract;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.Access;
import io.dataaccount.core.model.AccountAccess;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.RoleArn;
import io.dataaccount.core.port.AccessRequest;
import io.dataaccount.core.port.AccessRequest.Purpose;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.SessionScope;
import io.dataaccount.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What the tests of a credential resolver need of it, and how they ask. */
abstract class CredentialResolverHarness {
    static final Duration SHORT = Duration.ofMinutes(1);

    /** The resolver under test, whose time is {@link #clock}'s. */
    protected abstract CredentialResolver resolver();

    /** The resolver's clock, and that of whoever issues its sessions; at a whole second. */
    protected abstract MutableClock clock();

    /** A role that may be assumed with the external id given here. */
    protected abstract AccountAccess role();

    /** Another role that may be assumed. */
    protected abstract AccountAccess otherRole();

    /** The role of {@link #role} with an external id that its trust policy does not name. */
    protected abstract AccountAccess roleWithWrongExternalId();

    /** A role that does not exist. */
    protected abstract AccountAccess unknownRole();

    /** The server's own account, and no role. */
    protected abstract AccountAccess ownAccount();

    /** An account that is not the server's own, and no role. */
    protected abstract AccountAccess foreignAccountWithoutRole();

    final Access resolve(AccessRequest request) {
        return resolver().resolve(request);
    }

    final Duration left(Access access) {
        return Duration.between(clock().instant(), expiration(access));
    }

    static Instant expiration(Access access) {
        return requireNonNull(access.credentials().expiration(), "the credentials do not end");
    }

    static Duration nineTenths(Duration whole) {
        return whole.multipliedBy(9).dividedBy(10);
    }

    final AccessRequest request(Caller caller) {
        return request(caller, role(), Purpose.UPLOAD, SessionScope.ACCOUNT);
    }

    final AccessRequest request(Caller caller, Duration validFor) {
        return lasting(request(caller), validFor);
    }

    static AccessRequest request(Caller caller, AccountAccess target, Purpose purpose, SessionScope scope) {
        return new AccessRequest(caller, target, purpose, scope, SHORT);
    }

    static AccessRequest lasting(AccessRequest like, Duration validFor) {
        return new AccessRequest(like.caller(), like.target(), like.purpose(), like.scope(), validFor);
    }

    static AccountAccess root(AccountAccess access) {
        return new AccountAccess(
                access.account(), new RoleArn("arn:aws:iam::" + access.account() + ":root"), access.externalId());
    }

    static Caller randomCaller() {
        String id = UUID.randomUUID().toString();
        return new Caller(id, "Ana " + id.substring(0, 8), false);
    }
}
