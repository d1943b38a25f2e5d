package io.dataaccount.http.oidc;

import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import io.dataaccount.core.rest.JsonText;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The origins that a page talks to when it signs somebody in: the issuer's own, and those of the endpoints that its
 * discovery document names, which Cognito for one has elsewhere. The document is asked for when it is first needed, and
 * again after an hour, or after ten seconds if it could not be had: then the issuer's own is all there is. Safe for use by
 * many threads.
 */
public final class IssuerOrigins implements Supplier<Set<String>> {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerOrigins.class);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration FAILURE_KEPT = Duration.ofSeconds(10);

    private final OidcConfig config;
    private final IssuerDocuments documents;
    private final Clock clock;
    private Set<String> origins = Set.of();
    private Instant until = Instant.MIN;

    public IssuerOrigins(OidcConfig config, JsonText json, Clock clock) {
        this.config = config;
        this.documents = new IssuerDocuments(config, json, IssuerDocuments.LONGEST);
        this.clock = clock;
    }

    @Override
    public synchronized Set<String> get() {
        Instant now = clock.instant();
        if (!now.isBefore(until)) {
            try {
                origins = origins();
                until = now.plus(KEPT);
            } catch (JWKSetUnavailableException e) {
                LOG.warn("The endpoints of {} cannot be had: {}", config.issuer(), e.getMessage());
                origins = Set.of(origin(URI.create(config.issuer())));
                until = now.plus(FAILURE_KEPT);
            }
        }
        return origins;
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
