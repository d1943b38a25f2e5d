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
 * The issuer's keys as they are now: its discovery document says where they are. No redirect is followed, and nothing is
 * kept.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationValidation">OpenID Connect
 *     Discovery, section 4.3</a>
 */
final class IssuerDocuments implements JWKSetSource<SecurityContext> {
    /** For both documents together, from the first byte asked to the last one read. */
    static final Duration MAX_WAIT = Duration.ofSeconds(5);

    /** Of each document; Cognito's have less than 4 KiB. */
    static final int MAX_BYTES = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(IssuerDocuments.class);

    /** Shorter keys can be broken. */
    private static final int MIN_RSA_BITS = 2048;

    private final OidcConfig config;
    private final JsonCodec json;
    private final Duration longest;
    private final HttpClient http;

    /** Keys of the last set that could not be used. */
    private volatile int ignored;

    IssuerDocuments(OidcConfig config, JsonCodec json, Duration longest) {
        this.config = config;
        this.json = json;
        this.longest = longest;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(longest)
                .build();
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long currentTime, @Nullable SecurityContext context)
            throws JWKSetUnavailableException {
        long end = System.nanoTime() + longest.toNanos();
        try {
            return keys(get(keysUri(discovery(end)), end));
        } catch (JWKSetUnavailableException e) {
            LOG.warn("The keys of {} cannot be had: {}", config.issuer(), e.getMessage());
            throw e;
        }
    }

    /** What the issuer says of itself. */
    Map<?, ?> discovery() throws JWKSetUnavailableException {
        return discovery(System.nanoTime() + longest.toNanos());
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
            throw new JWKSetUnavailableException("the jwks_uri of its discovery document is no https URL");
        }
        return uri;
    }

    /** Ignores the keys that cannot be used, whatever is odd about them (RFC 7517, section 5). */
    private JWKSet keys(String text) throws JWKSetUnavailableException {
        List<JWK> usable = new ArrayList<>();
        List<?> members = members(text);
        members.forEach(each -> usable(each).ifPresent(usable::add));
        tellIgnored(members.size() - usable.size());
        if (usable.isEmpty()) {
            throw new JWKSetUnavailableException("its key set has no key of use");
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

    /** The public key, if it can verify signatures: no symmetric one, and no RSA key that can be broken. */
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

    /** Once, and again when the number changes: the keys are fetched every few minutes. */
    private void tellIgnored(int count) {
        if (count != ignored) {
            LOG.info(
                    "Of the keys of {} {} are ignored: their type or form is not known, or they are too weak.",
                    config.issuer(),
                    count);
        }
        ignored = count;
    }

    private String get(URI uri, long end) throws JWKSetUnavailableException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept", "application/json").build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, response -> new BoundedBodySubscriber(MAX_BYTES));
        try {
            HttpResponse<byte[]> response = answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (response.statusCode() != 200) {
                throw new JWKSetUnavailableException(uri + " answers " + response.statusCode());
            }
            return new String(response.body(), UTF_8);
        } catch (TimeoutException e) {
            throw new JWKSetUnavailableException(uri + " does not answer in time", e);
        } catch (ExecutionException e) {
            throw new JWKSetUnavailableException(uri + " cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JWKSetUnavailableException(uri + " is no longer waited for", e);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        // the client has no more than threads that end by themselves
    }
}
