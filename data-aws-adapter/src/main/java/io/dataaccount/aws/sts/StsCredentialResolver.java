package io.dataaccount.aws.sts;

import static java.util.Objects.requireNonNull;

import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.aws.config.PolicyDialect;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.policy.SessionStarts;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionScope;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;

/**
 * Resolves credentials for data accounts. A role gets a session from STS, one for each combination of caller, role,
 * external id, purpose and scope. Sessions are cached in memory until they need renewal. The server's own account gets
 * the server's own credentials. Threads that need the same session share one call to STS; other threads do not wait for
 * it, except for up to a second while the form of session policies is not known ({@link PolicyDialect#AUTO}). Safe for
 * use by many threads.
 *
 * <p>Every session has a session policy. It allows only what the purpose needs, on the scope of the session. The
 * server's own credentials are not a session and have no such policy: in the server's own account, only the application
 * services limit a use case to its bucket and prefix.
 */
public final class StsCredentialResolver implements CredentialResolver {
    /** The maximum duration of a role that is assumed with the credentials of another role (role chaining). */
    public static final Duration DEFAULT_SESSION_LIFE = Duration.ofHours(1);

    private static final Duration MIN_SESSION = Duration.ofMinutes(15);
    private static final Duration MAX_SESSION = Duration.ofHours(12);
    private static final int ACCOUNT_PART = 4;

    /** Everything that determines a session. A request that differs in any of it never gets the session. */
    private record Key(Caller caller, AccountRole target, SessionRequest.Purpose purpose, SessionScope scope) {
        /**
         * Uses only two of the values. Replaces the record's generated method, which takes milliseconds to link during
         * a cold start.
         */
        @Override
        public int hashCode() {
            return 31 * caller.userId().hashCode()
                    + target.role().map(RoleArn::value).orElse("").hashCode();
        }
    }

    private final SessionCache<Key> sessions;
    private final SessionStarts starts;
    private final AmbientCredentials own;
    private final StsClient sts;
    private final Clock clock;
    private final Duration sessionLife;
    private final AwsObserver observer;
    private final PolicyNegotiation policies;

    /** A resolver with sessions of an hour, the system clock and no metrics. */
    public StsCredentialResolver(StsClient sts, AwsCredentialsProvider own) {
        this(sts, own, Clock.systemUTC(), DEFAULT_SESSION_LIFE, AwsObserver.NONE);
    }

    /**
     * @param sts uses the server's own credentials; the caller closes it
     * @param own the server's own credentials, for the server's own account
     * @param clock decides when a session has expired or needs renewal
     * @param sessionLife the requested duration of sessions, 15 minutes to 12 hours; the roles must allow it
     * @param observer is notified of each session that is used
     */
    public StsCredentialResolver(
            StsClient sts, AwsCredentialsProvider own, Clock clock, Duration sessionLife, AwsObserver observer) {
        this(sts, own, clock, sessionLife, observer, SessionStarts.limited(clock), PolicyDialect.AUTO);
    }

    /**
     * A resolver with other limits on new sessions, and with session policies of the given form.
     *
     * @param sts uses the server's own credentials; the caller closes it
     * @param own the server's own credentials, for the server's own account
     * @param clock decides when a session has expired or needs renewal
     * @param sessionLife the requested duration of sessions, 15 minutes to 12 hours; the roles must allow it
     * @param observer is notified of each session that is used
     * @param starts decides whether a new session may be requested from STS
     * @param dialect the form of session policies
     * @throws IllegalArgumentException if {@code sessionLife} is out of range
     */
    public StsCredentialResolver(
            StsClient sts,
            AwsCredentialsProvider own,
            Clock clock,
            Duration sessionLife,
            AwsObserver observer,
            SessionStarts starts,
            PolicyDialect dialect) {
        if (sessionLife.compareTo(MIN_SESSION) < 0 || sessionLife.compareTo(MAX_SESSION) > 0) {
            throw new IllegalArgumentException("sessionLife must be 15 minutes to 12 hours, was: " + sessionLife);
        }
        this.sts = requireNonNull(sts, "sts is null");
        this.own = new AmbientCredentials(sts, requireNonNull(own, "own is null"), clock);
        this.clock = clock;
        this.sessionLife = sessionLife;
        this.policies = new PolicyNegotiation(dialect, StsServers.ofAnotherMaker(sts.serviceClientConfiguration()));
        this.observer = requireNonNull(observer, "observer is null");
        this.starts = requireNonNull(starts, "starts is null");
        this.sessions = new SessionCache<>(clock, sessionLife);
    }

    @Override
    public AccountSession resolve(SessionRequest request) {
        Optional<RoleArn> role = request.target().role();
        if (role.isEmpty()) {
            return own.open(request.target().account());
        }
        Key key = new Key(request.caller(), request.target(), request.purpose(), request.scope());
        boolean[] asked = new boolean[1];
        AccountSession session = session(key, request.usecase(), role.get()).lasting(request.validFor(), () -> {
            asked[0] = true;
            return starts.start(request, role.get(), () -> start(key, role.get()));
        });
        observer.sessionUsed(!asked[0]);
        return session;
    }

    /** Checks all cached sessions. Refused credentials are rare, so there is no index. */
    @Override
    public boolean drop(AccountSession refused) {
        AtomicBoolean another = new AtomicBoolean();
        sessions.forEach((key, session) -> {
            boolean isCurrent = session.holds(refused);
            if (session.drop(refused).orElse(false)) {
                another.set(true);
                if (isCurrent) {
                    dropOthers(key, refused);
                }
            }
        });
        return another.get();
    }

    /**
     * Drops the sessions of the same user and role for other purposes and scopes. Signing a URL sends no request to S3,
     * so an invalid session would not be noticed.
     */
    private void dropOthers(Key dropped, AccountSession refused) {
        sessions.forEach((key, session) -> {
            if (key.caller().userId().equals(dropped.caller().userId())
                    && key.target().equals(dropped.target())) {
                session.dropUnlessYounger(refused);
            }
        });
    }

    @Override
    public AccountId ownAccount() {
        return own.account();
    }

    private RoleSession session(Key key, Optional<UsecaseId> usecase, RoleArn role) {
        return sessions.get(
                key,
                key.caller().userId().value(),
                usecase.map(UsecaseId::value).orElse(role.value()),
                () -> new RoleSession(clock, sessionLife));
    }

    private AccountSession start(Key key, RoleArn role) {
        @Nullable ExternalId externalId = key.target().externalId();
        try {
            return policies.start(role, key.purpose(), key.scope(), policy -> {
                AssumeRoleResponse response = sts.assumeRole(request -> request.roleArn(role.value())
                        .externalId(externalId == null ? null : externalId.value())
                        .roleSessionName(RoleSessionName.of(key.caller()))
                        .policy(policy)
                        .durationSeconds(Math.toIntExact(sessionLife.toSeconds())));
                checkAccount(response.assumedRoleUser(), role);
                return new AccountSession(key.target().account(), role.value(), credentials(response, role));
            });
        } catch (SdkException e) {
            throw StsErrors.ofAssumeRole(e, role, key.scope());
        }
    }

    private static Credentials credentials(AssumeRoleResponse response, RoleArn role) {
        String action = "sts:AssumeRole for role " + role;
        var given = present(response.credentials(), "Credentials", action);
        return new Credentials(
                present(given.accessKeyId(), "AccessKeyId", action),
                present(given.secretAccessKey(), "SecretAccessKey", action),
                present(given.sessionToken(), "SessionToken", action),
                present(given.expiration(), "Expiration", action));
    }

    private static <T> T present(@Nullable T element, String name, String action) {
        if (element == null || element.equals("")) {
            throw StsErrors.incomplete(action, name, null);
        }
        return element;
    }

    /**
     * Compares the account of the assumed role with the role's. The ARN has the form {@code
     * arn:aws:sts::123456789012:assumed-role/Name/session}; its fifth part is the account. A response without an ARN
     * names no account, so there is nothing to compare.
     */
    private static void checkAccount(@Nullable AssumedRoleUser user, RoleArn role) {
        Optional.ofNullable(user)
                .map(AssumedRoleUser::arn)
                .map(arn -> arn.split(":", -1))
                .filter(parts -> parts.length > ACCOUNT_PART)
                .map(parts -> parts[ACCOUNT_PART].strip())
                .filter(account -> !account.equals(role.account().value()))
                .ifPresent(account -> {
                    throw StsErrors.otherAccount(role, account);
                });
    }
}
