package io.dataaccount.testkit.embedded.auth;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import io.dataaccount.testkit.embedded.config.IssuedSession;
import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.UniqueId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The owners of all access keys: the ambient user and the sessions.A session stays for at least a day after its expiry,
 * so that a late request gets {@code ExpiredToken} and not {@code InvalidAccessKeyId}. Sessions are in memory only:
 * after a restart every session, and every URL signed with one, is unknown ({@code InvalidAccessKeyId}). Safe for use
 * by many threads.
 */
public final class SessionRegistry {
    private static final Duration RETENTION = Duration.ofDays(1);

    /** 800 characters in Base64, about the length of a token of AWS, so that presigned URLs have a realistic length. */
    private static final int TOKEN_BYTES = 600;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Principal user;

    /** @param clock decides when sessions expire */
    public SessionRegistry(EmbeddedUser user, Clock clock) {
        this.user = Principal.of(user);
        this.clock = clock;
    }

    /** The owner of the key, which may be an expired session; empty if the key is unknown. */
    public Optional<Principal> find(String accessKeyId) {
        if (user.accessKeyId().equals(accessKeyId)) {
            return Optional.of(user);
        }
        return Optional.ofNullable(entries.get(accessKeyId)).map(Entry::principal);
    }

    boolean isExpired(Principal principal) {
        Instant end = principal.expiresAt();
        return end != null && !clock.instant().isBefore(end);
    }

    /**
     * Issues a session whose expiry is a whole second, as in STS.
     *
     * @param policy the session policy as it was sent; null for none
     * @param seconds the lifetime of the session
     * @throws AwsErrorException 400 if the policy is invalid
     */
    public Principal issue(EmbeddedRole role, String sessionName, @Nullable String policy, int seconds) {
        Instant now = clock.instant();
        entries.values()
                .removeIf(each -> each.session.expiresAt().plus(RETENTION).isBefore(now));
        Principal principal = new Principal(
                role.accountId(),
                role.sessionArn(sessionName),
                "AROA" + UniqueId.of(role.arn()) + ":" + sessionName,
                "ASIA" + UniqueId.random(),
                secret(30),
                secret(TOKEN_BYTES),
                now.truncatedTo(SECONDS).plusSeconds(seconds),
                role.allowedOperations(),
                policy == null ? null : new EmbeddedSessionPolicy(policy));
        IssuedSession session = new IssuedSession(
                principal.accessKeyId(),
                role.arn(),
                sessionName,
                role.accountId(),
                policy,
                now.truncatedTo(SECONDS).plusSeconds(seconds));
        entries.put(principal.accessKeyId(), new Entry(principal, session));
        return principal;
    }

    /** The issued sessions, ordered by expiry and then by access key id. */
    public List<IssuedSession> sessions() {
        Collection<Entry> all = entries.values();
        return all.stream()
                .map(Entry::session)
                .sorted(Comparator.comparing(IssuedSession::expiresAt).thenComparing(IssuedSession::accessKeyId))
                .toList();
    }

    private String secret(int bytes) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    private record Entry(Principal principal, IssuedSession session) {}
}
