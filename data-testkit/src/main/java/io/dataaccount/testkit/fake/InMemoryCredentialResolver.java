package io.dataaccount.testkit.fake;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.policy.SessionStarts;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Issues sessions of the roles that a test allows. Access key ids are numbered: {@code ASIAFAKE1}, {@code ASIAFAKE2},
 * and so on. Safe for use by many threads.
 */
public final class InMemoryCredentialResolver implements CredentialResolver {
    private final AccountId ownAccount;
    private final Duration sessionLife;
    private final Clock clock;
    private final Map<RoleArn, Optional<ExternalId>> roles = new HashMap<>();
    private final Map<Key, AccountSession> sessions = new HashMap<>();
    private final Map<String, Drop> drops = new HashMap<>();
    private final List<SessionRequest> requests = new ArrayList<>();
    private final Deque<DataException> failures = new ArrayDeque<>();
    private SessionStarts starts = SessionStarts.UNLIMITED;
    private @Nullable Instant ownExpiration;
    private int started;

    /**
     * A resolver without roles and without limits.
     *
     * @param ownAccount the account of the server, for which no role is needed
     * @param sessionLife the lifetime of every session
     * @param clock the clock for the expiry of sessions
     */
    public InMemoryCredentialResolver(AccountId ownAccount, Duration sessionLife, Clock clock) {
        this.ownAccount = requireNonNull(ownAccount, "ownAccount is null");
        this.sessionLife = requireNonNull(sessionLife, "sessionLife is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Allows a role to be assumed; replaces an earlier rule for the role.
     *
     * @param externalId the required external id; if null, any external id or none is accepted, as in IAM
     */
    public synchronized void allow(RoleArn role, @Nullable ExternalId externalId) {
        roles.put(role, Optional.ofNullable(externalId));
    }

    /** Sets the expiry of the server's own credentials. By default they do not expire. */
    public synchronized void expireOwnCredentialsAt(Instant moment) {
        ownExpiration = moment;
    }

    /** Applies these limits to every new session. By default there are no limits. */
    public synchronized void limitSessionStarts(SessionStarts limits) {
        starts = requireNonNull(limits, "limits is null");
    }

    /** Makes the next call of {@link #resolve} fail. Repeated requests apply to successive calls. */
    public synchronized void failNext(DataException failure) {
        failures.add(failure);
    }

    /** All requests so far, including refused ones, in order. */
    public synchronized List<SessionRequest> requests() {
        return List.copyOf(requests);
    }

    /** The number of sessions started so far. */
    public synchronized int sessionsStarted() {
        return started;
    }

    @Override
    public synchronized AccountSession resolve(SessionRequest request) {
        requests.add(request);
        DataException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        Optional<RoleArn> role = request.target().role();
        return role.isEmpty() ? own(request.target()) : session(request, role.get());
    }

    @Override
    public synchronized boolean drop(AccountSession refused) {
        Drop last = drops.get(refused.credentials().accessKeyId());
        if (last != null) {
            return true;
        }
        Optional<Key> key = sessions.entrySet().stream()
                .filter(session -> session.getValue().equals(refused))
                .map(Map.Entry::getKey)
                .findFirst();
        if (key.isEmpty() || wasDroppedWithinAMinute(key.get())) {
            return false;
        }
        sessions.entrySet()
                .removeIf(each -> each.getKey()
                                .caller()
                                .userId()
                                .equals(key.get().caller().userId())
                        && each.getKey().target().equals(key.get().target())
                        && !expiration(each.getValue()).isAfter(expiration(refused)));
        drops.put(refused.credentials().accessKeyId(), new Drop(key.get(), clock.instant()));
        return true;
    }

    private static Instant expiration(AccountSession session) {
        return Objects.requireNonNullElse(session.credentials().expiration(), Instant.MAX);
    }

    private boolean wasDroppedWithinAMinute(Key key) {
        return drops.values().stream()
                .anyMatch(drop -> drop.key().equals(key)
                        && clock.instant().isBefore(drop.at().plusSeconds(60)));
    }

    @Override
    public AccountId ownAccount() {
        return ownAccount;
    }

    private AccountSession own(AccountRole target) {
        if (!target.account().equals(ownAccount)) {
            throw new DataException(
                    ErrorCode.INCOMPLETE_CONFIGURATION,
                    "Account " + target.account() + " is not the server's own account and has no role: set the role.");
        }
        return new AccountSession(
                ownAccount,
                "the server's own credentials",
                new Credentials("AKIAFAKE", "fake-secret", null, ownExpiration));
    }

    private AccountSession session(SessionRequest request, RoleArn role) {
        Key key = new Key(request.caller(), request.target(), request.purpose(), request.scope());
        AccountSession known = sessions.get(key);
        return known != null && lastsFor(request.validFor(), known)
                ? known
                : starts.start(request, role, () -> fresh(key, role, trusts(request, role)));
    }

    private boolean trusts(SessionRequest request, RoleArn role) {
        ExternalId given = request.target().externalId();
        Optional<ExternalId> trusted = roles.get(role);
        return trusted != null && trusted.filter(id -> !id.equals(given)).isEmpty();
    }

    private AccountSession fresh(Key key, RoleArn role, boolean trusted) {
        if (!trusted) {
            throw new DataException(
                    ErrorCode.ASSUME_ROLE_DENIED,
                    "The role " + role + " may not be assumed: check its trust policy and the external id.");
        }
        AccountSession fresh = new AccountSession(key.target().account(), role.value(), freshCredentials());
        sessions.put(key, fresh);
        return fresh;
    }

    private boolean lastsFor(Duration wanted, AccountSession session) {
        Duration required = wanted.compareTo(sessionLife) < 0 ? wanted : sessionLife;
        Duration remaining = session.credentials().remainingAt(clock.instant()).orElseThrow();
        return !remaining.isZero()
                && remaining.compareTo(required.multipliedBy(9).dividedBy(10)) >= 0;
    }

    private Credentials freshCredentials() {
        started++;
        return new Credentials(
                "ASIAFAKE" + started,
                "fake-secret-" + started,
                "fake-token-" + started,
                clock.instant().plus(sessionLife));
    }

    private record Drop(Key key, Instant at) {}

    private record Key(Caller caller, AccountRole target, SessionRequest.Purpose purpose, SessionScope scope) {}
}
