package io.dataaccount.http.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.json.JsonCodec;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the issuer's keys from the URL that its discovery document names. Follows no redirects and caches nothing.
 * Safe for use by many threads.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationValidation">OpenID
 *     Connect Discovery, section 4.3</a>
 */
final class IssuerDocuments implements JWKSetSource<SecurityContext> {
    /** How long it may take to fetch both documents, from the first request to the last byte. */
    static final Duration MAX_WAIT = Duration.ofSeconds(5);

    /** The maximum size of each document. Those of Cognito have less than 4 KiB. */
    static final int MAX_BYTES = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(IssuerDocuments.class);

    private final OidcConfig config;
    private final JsonCodec json;
    private final Duration maxWait;
    private final IssuerConnection connection;

    /** What was logged about the keys of the last set that are not usable; empty if all are usable. */
    private volatile String ignored = "";

    /** @param maxWait how long it may take to fetch both documents */
    IssuerDocuments(OidcConfig config, JsonCodec json, Duration maxWait) {
        this.config = config;
        this.json = json;
        this.maxWait = maxWait;
        this.connection = new IssuerConnection(maxWait);
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long currentTime, @Nullable SecurityContext context)
            throws JWKSetUnavailableException {
        long end = System.nanoTime() + maxWait.toNanos();
        try {
            return keys(get(keysUri(discovery(end)), end));
        } catch (JWKSetUnavailableException e) {
            LOG.warn("Cannot fetch the keys of {}: {}", config.issuer(), e.getMessage());
            throw e;
        }
    }

    /**
     * Fetches the discovery document of the issuer.
     *
     * @throws JWKSetUnavailableException if it is not available in time, is not JSON, or names another issuer
     */
    Map<?, ?> discovery() throws JWKSetUnavailableException {
        return discovery(System.nanoTime() + maxWait.toNanos());
    }

    private Map<?, ?> discovery(long end) throws JWKSetUnavailableException {
        String text = get(config.discovery(), end);
        Object document;
        try {
            document = json.read(text);
        } catch (DataException e) {
            throw new JWKSetUnavailableException("its discovery document is not JSON");
        }
        if (!(document instanceof Map<?, ?> members) || !config.issuer().equals(members.get("issuer"))) {
            throw new JWKSetUnavailableException("its discovery document names another issuer");
        }
        return members;
    }

    private static URI keysUri(Map<?, ?> discovery) throws JWKSetUnavailableException {
        URI uri = discovery.get("jwks_uri") instanceof String text ? OidcConfig.uri(text) : null;
        if (uri == null || !OidcConfig.isTrusted(uri)) {
            throw new JWKSetUnavailableException(
                    "the jwks_uri of its discovery document is neither an https URL nor an http URL of this machine");
        }
        return uri;
    }

    private JWKSet keys(String text) throws JWKSetUnavailableException {
        List<?> members = members(text);
        UsableKeys usable = UsableKeys.of(members);
        String ignored = usable.ignored().isEmpty()
                ? ""
                : "Ignored " + (members.size() - usable.keys().size()) + " of " + members.size() + " keys: "
                        + usable.reasons();
        if (usable.keys().isEmpty()) {
            throw new JWKSetUnavailableException(
                    "its key set has no " + (members.isEmpty() ? "keys" : "usable key: " + ignored));
        }
        logIgnored(ignored);
        return new JWKSet(usable.keys());
    }

    private static List<?> members(String text) throws JWKSetUnavailableException {
        try {
            if (JSONObjectUtils.parse(text).get("keys") instanceof List<?> members) {
                return members;
            }
        } catch (ParseException | RuntimeException e) {
            throw new JWKSetUnavailableException("its key set cannot be read", e);
        }
        throw new JWKSetUnavailableException("its key set has no list of keys");
    }

    /** Logs only when the text changes, because the keys are fetched every few minutes. */
    private void logIgnored(String now) {
        if (!now.isEmpty() && !now.equals(ignored)) {
            LOG.info("{} of {}", now, config.issuer());
        }
        ignored = now;
    }

    private String get(URI uri, long end) throws JWKSetUnavailableException {
        return withoutByteOrderMark(new String(connection.get(uri, end), UTF_8));
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-8.1">RFC 8259, section 8.1</a> */
    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    @Override
    public void close() {
        // the HTTP client holds only threads, which end by themselves
    }
}
