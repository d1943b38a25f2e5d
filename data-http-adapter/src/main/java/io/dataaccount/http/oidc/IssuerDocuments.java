package io.dataaccount.http.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.json.JsonCodec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /** Signatures of shorter keys can be forged. */
    private static final int MIN_RSA_BITS = 2048;

    private final OidcConfig config;
    private final JsonCodec json;
    private final Duration maxWait;
    private final HttpClient http;

    /** How many keys of the last set were not usable. */
    private volatile int ignored;

    /** @param maxWait how long it may take to fetch both documents */
    IssuerDocuments(OidcConfig config, JsonCodec json, Duration maxWait) {
        this.config = config;
        this.json = json;
        this.maxWait = maxWait;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(maxWait)
                .build();
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

    /** Ignores every key that is not usable, for any reason (RFC 7517, section 5). */
    private JWKSet keys(String text) throws JWKSetUnavailableException {
        List<JWK> usable = new ArrayList<>();
        List<?> members = members(text);
        members.forEach(each -> usable(each).ifPresent(usable::add));
        logIgnored(members.size() - usable.size());
        if (usable.isEmpty()) {
            throw new JWKSetUnavailableException("its key set has no usable key");
        }
        return new JWKSet(usable);
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

    /** The public key; empty if it is symmetric, malformed or a short RSA key. */
    @SuppressWarnings("unchecked") // the parser gives strings as keys
    private static Optional<JWK> usable(@Nullable Object member) {
        if (!(member instanceof Map<?, ?> parameters)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                            JWK.parse((Map<String, Object>) parameters).toPublicJWK())
                    .filter(key -> !(key instanceof RSAKey rsa) || rsa.size() >= MIN_RSA_BITS);
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Logs only when the number changes, because the keys are fetched every few minutes. */
    private void logIgnored(int count) {
        if (count != ignored) {
            LOG.info(
                    "Ignored {} keys of {}: their type or form is unknown, or they are too short.",
                    count,
                    config.issuer());
        }
        ignored = count;
    }

    private String get(URI uri, long end) throws JWKSetUnavailableException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept", "application/json").build();
        CompletableFuture<HttpResponse<byte[]>> pending =
                http.sendAsync(request, response -> new BoundedBodySubscriber(MAX_BYTES));
        try {
            HttpResponse<byte[]> response = pending.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (response.statusCode() != 200) {
                throw new JWKSetUnavailableException(uri + " responded with status " + response.statusCode());
            }
            return new String(response.body(), UTF_8);
        } catch (TimeoutException e) {
            throw new JWKSetUnavailableException(uri + " did not respond in time", e);
        } catch (ExecutionException e) {
            throw new JWKSetUnavailableException(uri + " cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JWKSetUnavailableException("the request to " + uri + " was interrupted", e);
        } finally {
            pending.cancel(true);
        }
    }

    @Override
    public void close() {
        // the HTTP client holds only threads, which end by themselves
    }
}
