package io.dataaccount.http.oidc;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.RateLimitedJWKSetSource;
import com.nimbusds.jose.jwk.source.RefreshAheadCachingJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's keys, kept: fetched anew in the background before they are old, at once when a token names a key that is
 * not among them, and never more than twice within {@link #INTERVAL}. Safe for use by many threads.
 */
final class IssuerKeys implements JWKSource<SecurityContext>, AutoCloseable {
    /** How long keys count as fresh: a key that the issuer withdraws is taken for so much longer. */
    static final Duration FRESH = Duration.ofMinutes(5);

    /** How long before the end of that they are fetched anew. */
    static final Duration AHEAD = Duration.ofMinutes(1);

    /** How long the last keys are taken while the issuer gives none. */
    static final Duration KEPT = Duration.ofHours(4);

    static final Duration INTERVAL = Duration.ofSeconds(10);

    private final JWKSetSource<SecurityContext> source;
    private final Clock clock;

    /** @param wait how long a request waits for keys that another one is fetching */
    IssuerKeys(JWKSetSource<SecurityContext> issuer, Duration wait, Clock clock) {
        this.clock = clock;
        JWKSetSource<SecurityContext> kept = new OutageTolerantJWKSetSource<>(issuer, KEPT.toMillis(), null);
        JWKSetSource<SecurityContext> limited = new RateLimitedJWKSetSource<>(kept, INTERVAL.toMillis(), null);
        this.source = new RefreshAheadCachingJWKSetSource<>(
                limited, FRESH.toMillis(), wait.toMillis(), AHEAD.toMillis(), false, background(), true, null);
    }

    private static ExecutorService background() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "issuer-keys");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @throws KeySourceException if there are no keys at all */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        JWKSet keys = known();
        List<JWK> found = selector.select(keys);
        if (!found.isEmpty()) {
            return found;
        }
        try {
            return selector.select(
                    source.getJWKSet(JWKSetCacheRefreshEvaluator.referenceComparison(keys), clock.millis(), null));
        } catch (KeySourceException e) {
            return List.of(); // asked too often, or the issuer is down: then what is known is all there is
        }
    }

    /** @throws KeySourceException if there are none */
    JWKSet known() throws KeySourceException {
        return source.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), clock.millis(), null);
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
