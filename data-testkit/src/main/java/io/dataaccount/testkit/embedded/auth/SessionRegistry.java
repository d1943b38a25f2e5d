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
 * Who holds which access key: the ambient user for ever, sessions until a while after their end, so that a
 * late request is told that its session has expired rather than that nobody knows it. Kept in memory alone:
 * after a restart every session, and so every URL signed with one, is unknown ({@code InvalidAccessKeyId}).
 * Safe for use by many threads.
 */
public final class SessionRegistry {
    private static final Duration REMEMBERED = Duration.ofDays(1);

    /** 800 characters, about as many as those of AWS have, which makes URLs as long as theirs. */
    private static final int TOKEN_BYTES = 600;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Principal user;

    public SessionRegistry(EmbeddedUser user, Clock clock) {
        this.user = Principal.of(user);
        this.clock = clock;
    }

    /** The holder of the key, be the session still alive or not. */
    public Optional<Principal> find(String accessKeyId) {
        if (user.accessKeyId().equals(accessKeyId)) {
            return Optional.of(user);
        }
        return Optional.ofNullable(held.get(accessKeyId)).map(Held::principal);
    }

    boolean isExpired(Principal principal) {
        Instant end = principal.expiresAt();
        return end != null && !clock.instant().isBefore(end);
    }

    /**
     * Issues a session whose end is told in whole seconds, as STS tells it.
     *
     * @throws AwsErrorException 400 if the policy is none
     */
    public Principal issue(EmbeddedRole role, String sessionName, @Nullable String policy, int seconds) {
        Instant now = clock.instant();
        held.values().removeIf(each -> each.session.expiresAt().plus(REMEMBERED).isBefore(now));
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
        held.put(principal.accessKeyId(), new Held(principal, session));
        return principal;
    }

    public List<IssuedSession> sessions() {
        Collection<Held> all = held.values();
        return all.stream()
                .map(Held::session)
                .sorted(Comparator.comparing(IssuedSession::expiresAt).thenComparing(IssuedSession::accessKeyId))
                .toList();
    }

    private String secret(int bytes) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    private record Held(Principal principal, IssuedSession session) {}
}
