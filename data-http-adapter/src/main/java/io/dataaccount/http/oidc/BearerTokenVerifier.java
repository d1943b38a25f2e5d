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
 * Tells who sent a request, by the bearer token of one issuer. The issuer is asked for its keys when the first token
 * comes, and now and then after that. A call whose token names a known key waits for it five seconds at most, and only if the
 * keys are old; one whose token names a key that is not known may wait so long once more. Safe for use by many threads.
 */
public final class BearerTokenVerifier implements AutoCloseable {
    private static final Pattern BEARER = Pattern.compile("bearer +([^ ]+) *", Pattern.CASE_INSENSITIVE);

    private final JsonCodec json;
    private final TokenRules rules;
    private final IssuerKeys keys;
    private final DefaultJOSEProcessor<SecurityContext> signatures = new DefaultJOSEProcessor<>();

    public BearerTokenVerifier(OidcConfig config, JsonCodec json, Clock clock) {
        this(config, json, clock, System::nanoTime, IssuerDocuments.MAX_WAIT);
    }

    /**
     * @param clock by which tokens say when they are good
     * @param nanos by which the age of the keys counts
     */
    BearerTokenVerifier(OidcConfig config, JsonCodec json, Clock clock, LongSupplier nanos, Duration longestFetch) {
        this.json = json;
        this.rules = new TokenRules(config, clock);
        this.keys = new IssuerKeys(new IssuerDocuments(config, json, longestFetch), longestFetch, nanos);
        signatures.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
        signatures.setJWSKeySelector(new JWSVerificationKeySelector<>(
                ParsedToken.algorithms().stream().map(JWSAlgorithm::parse).collect(toSet()), keys));
    }

    /**
     * The caller whom the token names.
     *
     * @param authorization every {@code Authorization} header of the request
     * @throws InvalidTokenException if there is no token, or one that proves nothing to us
     * @throws DataException UNAVAILABLE if the issuer's keys cannot be had
     */
    public Caller callerOf(List<String> authorization) {
        ParsedToken token = ParsedToken.of(bearer(authorization), json);
        verify(token);
        rules.check(token.claims());
        Caller caller = CallerFactory.ofToken(token.claims(), groups(token.claims()));
        if (caller == null) {
            throw InvalidTokenException.because("does not say in sub whom it is for");
        }
        return caller;
    }

    /** @throws DataException UNAVAILABLE if no token can be verified now */
    public void checkReady() {
        try {
            keys.known();
        } catch (KeySourceException e) {
            throw unavailable(e);
        }
    }

    /**
     * Fetches the issuer's keys, so that the first tokens need not wait for them, of which only a few may. Waits for the issuer
     * as long as one token does. A server without keys serves all the same: its log says why there are none.
     */
    public void fetchKeys() {
        try {
            keys.known();
        } catch (KeySourceException e) { // the first token asks again
            return;
        }
    }

    private static String bearer(List<String> authorization) {
        if (authorization.size() > 1) {
            throw InvalidTokenException.because("is not the only one");
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
        return new DataException(
                ErrorCode.UNAVAILABLE,
                "The keys of the tokens' issuer cannot be had now, so nobody can be told who they are: try again in a"
                        + " moment.",
                e);
    }

    /** Texts are not split: a group may have any name. */
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

    @Override
    public void close() {
        keys.close();
    }
}
