package io.dataaccount.aws.sts;

import static java.util.Objects.requireNonNull;

import io.dataaccount.aws.config.AwsObserver;
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
 * Opens data accounts with sessions of STS, one for each caller, role, external id, purpose and scope, kept in memory
 * until they are due; and the server's own account with the server's own credentials. Threads that want the same session
 * share one call to STS, and no others wait for it. Safe for use by many threads.
 *
 * <p>Every session carries a policy that lets it do what its purpose takes, on its scope, and nothing else of what its role
 * may. The server's own credentials are no session and carry none: in its own account a use case is kept to its place by the
 * use cases alone.
 */
public final class StsCredentialResolver implements CredentialResolver {
    /** As long as a role may last that is assumed from another. */
    public static final Duration DEFAULT_SESSION_LIFE = Duration.ofHours(1);

    private static final Duration MIN_SESSION = Duration.ofMinutes(15);
    private static final Duration MAX_SESSION = Duration.ofHours(12);
    private static final int ACCOUNT_PART = 4;

    /** Everything that shapes a session: whoever differs in any of it never gets to use it. */
    private record Key(Caller caller, AccountRole target, SessionRequest.Purpose purpose, SessionScope scope) {
        /** Of a part only, as hash codes may be: the generated one takes milliseconds to be made when a function starts. */
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

    /** Sessions of an hour, by the system's clock. */
    public StsCredentialResolver(StsClient sts, AwsCredentialsProvider own) {
        this(sts, own, Clock.systemUTC(), DEFAULT_SESSION_LIFE, AwsObserver.NONE);
    }

    /**
     * @param sts signs with the server's own credentials; closing it is left to whoever opened it
     * @param own the server's own credentials, for the account that needs no role
     * @param sessionLife how long sessions last, 15 minutes to 12 hours; the roles must allow it
     * @param observer hears whether a session was there already
     */
    public StsCredentialResolver(
            StsClient sts, AwsCredentialsProvider own, Clock clock, Duration sessionLife, AwsObserver observer) {
        this(sts, own, clock, sessionLife, observer, SessionStarts.limited(clock));
    }

    /**
     * The same with other bounds.
     *
     * @param starts what every new session passes
     */
    public StsCredentialResolver(
            StsClient sts,
            AwsCredentialsProvider own,
            Clock clock,
            Duration sessionLife,
            AwsObserver observer,
            SessionStarts starts) {
        if (sessionLife.compareTo(MIN_SESSION) < 0 || sessionLife.compareTo(MAX_SESSION) > 0) {
            throw new IllegalArgumentException("sessionLife must be 15 minutes to 12 hours, was: " + sessionLife);
        }
        this.sts = requireNonNull(sts, "sts is null");
        this.own = new AmbientCredentials(sts, requireNonNull(own, "own is null"), clock);
        this.clock = clock;
        this.sessionLife = sessionLife;
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

    /** Looks at every session, since this is rare. */
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

    /** Those for other purposes and places: a URL is signed without asking S3, so nobody would notice that its session ended. */
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
        String policy = SessionPolicy.of(role, key.purpose(), key.scope());
        try {
            AssumeRoleResponse response = sts.assumeRole(request -> request.roleArn(role.value())
                    .externalId(externalId == null ? null : externalId.value())
                    .roleSessionName(RoleSessionName.of(key.caller()))
                    .policy(policy)
                    .durationSeconds(Math.toIntExact(sessionLife.toSeconds())));
            checkAccount(response.assumedRoleUser(), role);
            return new AccountSession(key.target().account(), role.value(), credentials(response, role));
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
     * An ARN such as {@code arn:aws:sts::123456789012:assumed-role/Name/session}, whose fifth part is the account. A server
     * that gives none names no account, so there is nothing to compare.
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
