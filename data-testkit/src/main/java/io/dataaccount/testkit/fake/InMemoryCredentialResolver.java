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

/** Sessions of the roles that it was told of, counted up: {@code ASIAFAKE1}, {@code ASIAFAKE2}, and so on. */
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
     * @param ownAccount the account that needs no role
     * @param sessionLife how long every session lasts
     */
    public InMemoryCredentialResolver(AccountId ownAccount, Duration sessionLife, Clock clock) {
        this.ownAccount = requireNonNull(ownAccount, "ownAccount is null");
        this.sessionLife = requireNonNull(sessionLife, "sessionLife is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Lets a role be assumed with the external id, or, if that is null, with any or none, as IAM does. */
    public synchronized void allow(RoleArn role, @Nullable ExternalId externalId) {
        roles.put(role, Optional.ofNullable(externalId));
    }

    /** Lets the server's own credentials end at the moment; at first they do not end. */
    public synchronized void ownCredentialsEnd(Instant moment) {
        ownExpiration = moment;
    }

    /** Lets every new session pass this; at first there are no bounds. */
    public synchronized void limitedBy(SessionStarts bounds) {
        starts = requireNonNull(bounds, "bounds is null");
    }

    /** The next call fails so. */
    public synchronized void failNext(DataException failure) {
        failures.add(failure);
    }

    /** Every request so far, refused ones included, in order. */
    public synchronized List<SessionRequest> requests() {
        return List.copyOf(requests);
    }

    /** How many sessions were started. */
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
                        && !ends(each.getValue()).isAfter(ends(refused)));
        drops.put(refused.credentials().accessKeyId(), new Drop(key.get(), clock.instant()));
        return true;
    }

    private static Instant ends(AccountSession session) {
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
                    "Account " + target.account() + " is not the server's own and no role leads there: set the role.");
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
        Duration whole = wanted.compareTo(sessionLife) < 0 ? wanted : sessionLife;
        Duration left = session.credentials().remainingAt(clock.instant()).orElseThrow();
        return !left.isZero() && left.compareTo(whole.multipliedBy(9).dividedBy(10)) >= 0;
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
