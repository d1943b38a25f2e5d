package io.dataaccount.http.oidc;

import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import io.dataaccount.core.json.JsonCodec;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The origins to which a page sends requests when a user signs in: the issuer's own origin, and the origins of the
 * endpoints in its discovery document. The two may differ; they do for Cognito.
 *
 * <p>The document is fetched in the background: at the first call of {@link #get}, again after an hour, and after ten
 * seconds if the fetch failed. {@link #get} never waits. Until a fetch succeeds it returns the previous origins, at
 * first only the issuer's own. Safe for use by many threads.
 */
public final class IssuerOrigins implements Supplier<Set<String>> {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerOrigins.class);
    private static final Duration REFRESH_INTERVAL = Duration.ofHours(1);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(10);

    private final OidcConfig config;
    private final IssuerDocuments documents;
    private final LongSupplier nanos;
    private final Executor background;
    private final AtomicBoolean fetching = new AtomicBoolean();
    private volatile Set<String> origins;

    /** When to fetch next, on the clock {@code nanos}. */
    private volatile long nextFetch;

    /** Fetches nothing yet. */
    public IssuerOrigins(OidcConfig config, JsonCodec json) {
        this(config, json, System::nanoTime, oneThread());
    }

    /**
     * @param nanos a monotonic clock, such as {@link System#nanoTime}
     * @param background runs the fetches
     */
    IssuerOrigins(OidcConfig config, JsonCodec json, LongSupplier nanos, Executor background) {
        this.config = config;
        this.documents = new IssuerDocuments(config, json, IssuerDocuments.MAX_WAIT);
        this.nanos = nanos;
        this.nextFetch = nanos.getAsLong();
        this.background = background;
        this.origins = Set.of(origin(URI.create(config.issuer())));
    }

    /** One thread, which ends when it has been idle for ten seconds. */
    private static Executor oneThread() {
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "issuer-origins");
                    thread.setDaemon(true);
                    return thread;
                });
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    /** The origins that are known now, such as {@code https://login.example.com}. Never empty. */
    @Override
    public Set<String> get() {
        if (nanos.getAsLong() - nextFetch >= 0 && fetching.compareAndSet(false, true)) {
            background.execute(this::fetch);
        }
        return origins;
    }

    private void fetch() {
        try {
            origins = fetchOrigins();
            nextFetch = nanos.getAsLong() + REFRESH_INTERVAL.toNanos();
        } catch (JWKSetUnavailableException | RuntimeException e) {
            LOG.warn("Cannot fetch the endpoints of {}: {}", config.issuer(), e.getMessage());
            nextFetch = nanos.getAsLong() + RETRY_INTERVAL.toNanos();
        } finally {
            fetching.set(false);
        }
    }

    private Set<String> fetchOrigins() throws JWKSetUnavailableException {
        Set<String> found = new TreeSet<>();
        found.add(origin(URI.create(config.issuer())));
        var discovery = documents.discovery();
        Stream.of("token_endpoint", "userinfo_endpoint", "revocation_endpoint", "jwks_uri")
                .map(discovery::get)
                .filter(String.class::isInstance)
                .map(text -> OidcConfig.uri((String) text))
                .filter(uri -> uri != null && OidcConfig.isTrusted(uri))
                .map(IssuerOrigins::origin)
                .forEach(found::add);
        return Set.copyOf(found);
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
