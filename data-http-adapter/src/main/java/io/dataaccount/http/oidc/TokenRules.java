package io.dataaccount.http.oidc;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the claims of a token after its signature was verified: issuer, times and audience. The names of claims are
 * case sensitive. Safe for use by many threads.
 */
final class TokenRules {
    /** How far the clocks of the issuer and of this server may differ. */
    static final Duration SKEW = Duration.ofSeconds(60);

    private final OidcConfig config;
    private final Clock clock;

    TokenRules(OidcConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** @throws InvalidTokenException if the token is not valid now for this server */
    void check(Map<?, ?> claims) {
        if (!config.issuer().equals(claims.get("iss"))) {
            throw InvalidTokenException.because("is from another issuer");
        }
        checkTimes(claims);
        if (!isForUs(claims)) {
            throw InvalidTokenException.because("is for another audience");
        }
    }

    private void checkTimes(Map<?, ?> claims) {
        long now = clock.instant().getEpochSecond();
        BigDecimal expiry = time(claims, "exp");
        if (expiry == null || expiry.compareTo(BigDecimal.valueOf(now - SKEW.toSeconds())) <= 0) {
            throw InvalidTokenException.because("has expired");
        }
        BigDecimal latest = BigDecimal.valueOf(now + SKEW.toSeconds());
        for (String name : List.of("nbf", "iat")) {
            BigDecimal from = time(claims, name);
            if (from != null && from.compareTo(latest) > 0) {
                throw InvalidTokenException.because("is not valid yet");
            }
        }
    }

    /** Seconds since 1970. Only compare it: any other arithmetic on a number of many digits is slow. */
    private static @Nullable BigDecimal time(Map<?, ?> claims, String name) {
        Object value = claims.get(name);
        if (value != null && !(value instanceof Number)) {
            throw InvalidTokenException.because("has a time that is not a number");
        }
        return value == null ? null : new BigDecimal(value.toString());
    }

    /**
     * Access tokens of Cognito name the client in {@code client_id}. All other tokens name their audience in
     * {@code aud}.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html">
     *     Verifying JSON web tokens</a>
     */
    private boolean isForUs(Map<?, ?> claims) {
        if (!claims.containsKey("token_use") || "id".equals(claims.get("token_use"))) {
            return isOurs(claims.get("aud"));
        }
        return "access".equals(claims.get("token_use"))
                && claims.get("client_id") instanceof String client
                && config.audiences().contains(client);
    }

    private boolean isOurs(@Nullable Object audience) {
        if (audience instanceof List<?> several) {
            return several.stream().allMatch(String.class::isInstance)
                    && several.stream().anyMatch(config.audiences()::contains);
        }
        return audience instanceof String one && config.audiences().contains(one);
    }
}
