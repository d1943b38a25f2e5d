package io.dataaccount.http.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSObject;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.json.JsonCodec;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A signed token taken apart, not verified yet. Its JSON is read more strictly than by the library that verifies it: where
 * a name is there twice, two readers may see two tokens.
 */
record ParsedToken(JWSObject signed, Map<?, ?> claims) {
    /** Beyond this it would not fit into the headers of most servers, ours included. */
    static final int MAX_LENGTH = 8 * 1024;

    private static final Pattern FORM = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    /** Members of a header that change how a token is to be verified; we know no such way. */
    private static final List<String> NOT_KNOWN = List.of("crit", "b64", "zip", "enc");

    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512");

    static ParsedToken of(String token, JsonCodec json) {
        if (token.length() > MAX_LENGTH) {
            throw InvalidTokenException.because("is longer than " + MAX_LENGTH + " characters");
        }
        if (!FORM.matcher(token).matches()) {
            throw InvalidTokenException.because("is not a signed JWT");
        }
        String[] parts = token.split("\\.", -1);
        Map<?, ?> header = object(parts[0], json);
        if (!(header.get("alg") instanceof String algorithm) || !ALGORITHMS.contains(algorithm)) {
            throw InvalidTokenException.because("is not signed by one of the algorithms RS, ES and PS");
        }
        if (!(header.get("kid") instanceof String) || NOT_KNOWN.stream().anyMatch(header::containsKey)) {
            throw InvalidTokenException.because("has a header that this server does not take");
        }
        try {
            return new ParsedToken(JWSObject.parse(token), object(parts[1], json));
        } catch (ParseException | IllegalArgumentException e) {
            throw InvalidTokenException.because("is not a signed JWT");
        }
    }

    static Set<String> algorithms() {
        return ALGORITHMS;
    }

    private static Map<?, ?> object(String part, JsonCodec json) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(part));
            if (json.read(UTF_8.newDecoder().decode(bytes).toString()) instanceof Map<?, ?> members) {
                return members;
            }
        } catch (IllegalArgumentException | CharacterCodingException | DataException e) {
            // the same as JSON that is no object; the exception would quote the token
        }
        throw InvalidTokenException.because("is not a signed JWT with each claim once");
    }
}
