package io.dataaccount.http.oidc;

import static java.util.stream.Collectors.toSet;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.DefaultJOSEProcessor;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import io.dataaccount.aws.network.ConnectionException;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.rest.CallerFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies bearer tokens of one OpenID Connect issuer and returns the caller that a token names.
 *
 * <p>Fetches the issuer's keys with the first token and refreshes them later. A call whose token names a known key
 * waits for a fetch only if the keys are old, and at most five seconds. A call whose token names an unknown key may
 * wait for one more fetch, again at most five seconds. Safe for use by many threads.
 */
public final class BearerTokenVerifier implements AutoCloseable {
    private static final Pattern BEARER = Pattern.compile("bearer +([^ ]+) *", Pattern.CASE_INSENSITIVE);

    private final JsonCodec json;
    private final TokenRules rules;
    private final IssuerKeys keys;
    private final DefaultJOSEProcessor<SecurityContext> signatures = new DefaultJOSEProcessor<>();

    /**
     * Fetches nothing yet.
     *
     * @param clock decides whether a token has expired or is not valid yet
     */
    public BearerTokenVerifier(OidcConfig config, JsonCodec json, Clock clock) {
        this(config, json, clock, System::nanoTime, IssuerDocuments.MAX_WAIT);
    }

    /**
     * @param clock decides whether a token has expired or is not valid yet
     * @param nanos a monotonic clock that measures the age of the keys
     * @param maxFetchTime how long a fetch of the keys may take, and how long a call waits for it
     */
    BearerTokenVerifier(OidcConfig config, JsonCodec json, Clock clock, LongSupplier nanos, Duration maxFetchTime) {
        this.json = json;
        this.rules = new TokenRules(config, clock);
        this.keys = new IssuerKeys(new IssuerDocuments(config, json, maxFetchTime), maxFetchTime, nanos);
        signatures.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
        signatures.setJWSKeySelector(new JWSVerificationKeySelector<>(
                ParsedToken.algorithms().stream().map(JWSAlgorithm::parse).collect(toSet()), keys));
    }

    /**
     * Verifies the token and returns the caller that it names.
     *
     * @param authorization the values of all {@code Authorization} headers of the request
     * @throws InvalidTokenException if there is no token, more than one header, or a token that is not valid for this
     *     server
     * @throws DataException UNAVAILABLE if the issuer's keys are not available
     */
    public Caller callerOf(List<String> authorization) {
        ParsedToken token = ParsedToken.of(bearer(authorization), json);
        verify(token);
        rules.check(token.claims());
        Caller caller = CallerFactory.ofToken(token.claims(), groups(token.claims()));
        if (caller == null) {
            throw InvalidTokenException.because("has no valid sub claim");
        }
        return caller;
    }

    /**
     * Returns if tokens can be verified now. May wait for a fetch of the keys.
     *
     * @throws DataException UNAVAILABLE if no token can be verified now
     */
    public void checkReady() {
        try {
            keys.known();
        } catch (KeySourceException e) {
            throw unavailable(e);
        }
    }

    /**
     * Fetches the issuer's keys before the first token arrives, because only a few calls may wait for keys at the
     * same time. Waits at most five seconds. If the fetch fails, logs a warning and returns normally: the server
     * starts without keys.
     */
    public void fetchKeys() {
        try {
            keys.known();
        } catch (KeySourceException e) { // the first token starts another fetch
            return;
        }
    }

    private static String bearer(List<String> authorization) {
        if (authorization.size() > 1) {
            throw InvalidTokenException.because("is in one of several Authorization headers");
        }
        Matcher matcher = BEARER.matcher(authorization.isEmpty() ? "" : authorization.get(0));
        if (!matcher.matches()) {
            throw InvalidTokenException.missing();
        }
        return matcher.group(1);
    }

    private void verify(ParsedToken token) {
        try {
            signatures.process(token.signed(), null);
        } catch (KeySourceException e) {
            throw unavailable(e);
        } catch (BadJOSEException | JOSEException e) {
            throw InvalidTokenException.because("is not signed by a key of the issuer");
        }
    }

    private static DataException unavailable(KeySourceException e) {
        String sentence = "The server cannot verify tokens now, because the keys of their issuer are not available: try"
                + " again in a moment.";
        return new DataException(
                ErrorCode.UNAVAILABLE,
                ConnectionException.in(e)
                        .map(known -> sentence + " " + known.sentence("the issuer"))
                        .orElse(sentence),
                e);
    }

    /** The names of the token's groups. A single string is one name and is not split: a group may have any name. */
    private static List<String> groups(Map<?, ?> claims) {
        return Stream.of("cognito:groups", "groups")
                .map(claims::get)
                .flatMap(BearerTokenVerifier::items)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private static Stream<?> items(@Nullable Object groups) {
        return groups instanceof Collection<?> several ? several.stream() : Stream.ofNullable(groups);
    }

    /** Stops fetching keys. Tokens are refused as UNAVAILABLE when the keys that are known become too old. */
    @Override
    public void close() {
        keys.close();
    }
}
