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
 * The origins that a page talks to when it signs somebody in: the issuer's own, and those of the endpoints that its
 * discovery document names, which Cognito for one has elsewhere. The document is asked for in the background when the
 * origins are first needed, and again after an hour, or after ten seconds if it could not be had. Nobody waits for it: until
 * it is there, what was known before is all there is, and at first that is the issuer's own origin. Safe for use by many
 * threads.
 */
public final class IssuerOrigins implements Supplier<Set<String>> {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerOrigins.class);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration FAILURE_KEPT = Duration.ofSeconds(10);

    private final OidcConfig config;
    private final IssuerDocuments documents;
    private final LongSupplier nanos;
    private final Executor background;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Set<String> origins;

    /** By {@code nanos}. */
    private volatile long until;

    public IssuerOrigins(OidcConfig config, JsonCodec json) {
        this(config, json, System::nanoTime, oneThread());
    }

    /**
     * @param nanos a clock that goes forward, such as that of {@link System#nanoTime}
     * @param background where the document is asked for
     */
    IssuerOrigins(OidcConfig config, JsonCodec json, LongSupplier nanos, Executor background) {
        this.config = config;
        this.documents = new IssuerDocuments(config, json, IssuerDocuments.MAX_WAIT);
        this.nanos = nanos;
        this.until = nanos.getAsLong();
        this.background = background;
        this.origins = Set.of(origin(URI.create(config.issuer())));
    }

    /** One that ends when there is nothing to do. */
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

    @Override
    public Set<String> get() {
        if (nanos.getAsLong() - until >= 0 && asking.compareAndSet(false, true)) {
            background.execute(this::ask);
        }
        return origins;
    }

    private void ask() {
        try {
            origins = origins();
            until = nanos.getAsLong() + KEPT.toNanos();
        } catch (JWKSetUnavailableException | RuntimeException e) {
            LOG.warn("The endpoints of {} cannot be had: {}", config.issuer(), e.getMessage());
            until = nanos.getAsLong() + FAILURE_KEPT.toNanos();
        } finally {
            asking.set(false);
        }
    }

    private Set<String> origins() throws JWKSetUnavailableException {
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
