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
 * The parts of a signed token. Its signature is not verified yet. Reads the JSON more strictly than the library that
 * verifies it: if a name appears twice, two parsers may read two different tokens.
 *
 * @param signed the token as the library verifies it
 * @param claims the payload, by the name of each claim
 */
record ParsedToken(JWSObject signed, Map<?, ?> claims) {
    /** A longer token would not fit into the headers that most servers accept, including this one. */
    static final int MAX_LENGTH = 8 * 1024;

    private static final Pattern FORM = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    /** Header members that change how a token must be verified. This server supports none of them. */
    private static final List<String> UNSUPPORTED_MEMBERS = List.of("crit", "b64", "zip", "enc");

    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512");

    /**
     * @throws InvalidTokenException if the token is too long, not a signed JWT, or uses an unsupported header or
     * algorithm
     */
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
            throw InvalidTokenException.because("is not signed with one of the algorithms RS, ES and PS");
        }
        if (!(header.get("kid") instanceof String)
                || UNSUPPORTED_MEMBERS.stream().anyMatch(header::containsKey)) {
            throw InvalidTokenException.because("has a header that this server does not accept");
        }
        try {
            return new ParsedToken(JWSObject.parse(token), object(parts[1], json));
        } catch (ParseException | IllegalArgumentException e) {
            throw InvalidTokenException.because("is not a signed JWT");
        }
    }

    /** The names of the signature algorithms that tokens may use. */
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
            // refused below like JSON that is not an object; the message of the exception would quote the token
        }
        throw InvalidTokenException.because("is not a signed JWT with each claim once");
    }
}
