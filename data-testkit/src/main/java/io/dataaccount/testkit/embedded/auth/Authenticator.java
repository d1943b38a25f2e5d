package io.dataaccount.testkit.embedded.auth;

import static io.dataaccount.testkit.embedded.http.UnauthenticatedException.Reason.CLOCK_SKEWED;
import static io.dataaccount.testkit.embedded.http.UnauthenticatedException.Reason.MISSING;
import static io.dataaccount.testkit.embedded.http.UnauthenticatedException.Reason.SESSION_EXPIRED;
import static io.dataaccount.testkit.embedded.http.UnauthenticatedException.Reason.UNKNOWN_KEY;
import static io.dataaccount.testkit.embedded.http.UnauthenticatedException.Reason.UNSIGNED_HEADER;
import static io.dataaccount.testkit.embedded.http.UnauthenticatedException.Reason.URL_EXPIRED;
import static io.dataaccount.testkit.embedded.http.UnauthenticatedException.Reason.URL_NOT_YET_VALID;
import static io.dataaccount.testkit.embedded.http.UnauthenticatedException.Reason.WRONG_SIGNATURE;
import static io.dataaccount.testkit.embedded.http.UnauthenticatedException.Reason.WRONG_TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.testkit.embedded.http.RawQuery;
import io.dataaccount.testkit.embedded.http.RequestHeaders;
import io.dataaccount.testkit.embedded.http.UnauthenticatedException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Verifies the signature of a request, for S3 and STS. The age of a signature is measured with the system clock,
 * because the clients that sign have no other. The expiry of sessions uses the clock of the embedded AWS; that of
 * presigned URLs uses both clocks. So a test need not wait for an expiry. Safe for use by many threads.
 */
public final class Authenticator {
    private static final Duration SKEW = Duration.ofMinutes(15);

    private final SessionRegistry registry;
    private final Clock clock;
    private final Clock system = Clock.systemUTC();

    /** @param clock decides, with the system clock, when presigned URLs expire */
    public Authenticator(SessionRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * The caller who signed the request.
     *
     * @param service {@code s3} or {@code sts}
     * @param path the path as sent, still percent-encoded
     * @param payloadHash the hash or the placeholder that was signed in place of the body
     * @throws UnauthenticatedException if the request has no valid signature of a known key, or it has expired
     */
    public Caller authenticate(
            String service, String method, String path, RawQuery query, RequestHeaders headers, String payloadHash) {
        Signature claimed = Signature.read(headers, query)
                .orElseThrow(() -> new UnauthenticatedException(MISSING, "The request has no signature."));
        if (!claimed.service().equals(service)) {
            throw new UnauthenticatedException(
                    UnauthenticatedException.Reason.MALFORMED_HEADER,
                    "The request was signed for the service " + claimed.service() + ", not " + service + ".");
        }
        Principal principal = registry.find(claimed.accessKeyId())
                .orElseThrow(() -> new UnauthenticatedException(
                        UNKNOWN_KEY, "The AWS Access Key Id you provided does not exist in our records."));
        checkToken(principal, claimed);
        checkTime(claimed);
        checkHeadersSigned(claimed, headers);
        String expected = SigV4.sign(claimed, principal.secretAccessKey(), method, path, query, headers, payloadHash);
        if (!same(expected, claimed.value())) {
            throw new UnauthenticatedException(
                    WRONG_SIGNATURE,
                    "The request signature we calculated does not match the signature you provided. Check your key"
                            + " and signing method.");
        }
        return new Caller(principal, claimed.region());
    }

    private void checkToken(Principal principal, Signature claimed) {
        String token = principal.sessionToken();
        String given = claimed.token();
        boolean valid = token == null ? given == null : given != null && same(token, given);
        if (!valid) {
            throw new UnauthenticatedException(WRONG_TOKEN, "The provided token is malformed or otherwise invalid.");
        }
        if (registry.isExpired(principal)) {
            throw new UnauthenticatedException(SESSION_EXPIRED, "The provided token has expired.");
        }
    }

    private void checkTime(Signature claimed) {
        Instant now = system.instant();
        Duration lifetime = claimed.lifetime();
        if (lifetime == null) {
            if (Duration.between(claimed.date(), now).abs().compareTo(SKEW) > 0) {
                throw new UnauthenticatedException(
                        CLOCK_SKEWED, "The difference between the request time and the current time is too large.");
            }
            return;
        }
        if (claimed.date().isAfter(now.plus(SKEW))) {
            throw new UnauthenticatedException(URL_NOT_YET_VALID, "Request is not valid yet");
        }
        Instant end = claimed.date().plus(lifetime);
        if (!now.isBefore(end) || !clock.instant().isBefore(end)) {
            throw new UnauthenticatedException(URL_EXPIRED, "Request has expired");
        }
    }

    private static void checkHeadersSigned(Signature claimed, RequestHeaders headers) {
        for (String name : headers.values().keySet()) {
            if (name.startsWith("x-amz-") && !claimed.signedHeaders().contains(name)) {
                throw new UnauthenticatedException(
                        UNSIGNED_HEADER, "There were headers present in the request which were not signed: " + name);
            }
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    /**
     * The caller who signed a request.
     *
     * @param region the region in the credential scope of the signature
     */
    public record Caller(Principal principal, String region) {}
}
