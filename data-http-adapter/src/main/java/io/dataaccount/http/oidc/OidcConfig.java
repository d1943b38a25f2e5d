package io.dataaccount.http.oidc;

import static java.util.Objects.requireNonNull;

import io.dataaccount.aws.config.Environment;
import io.dataaccount.aws.config.InvalidConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens the server accepts.
 *
 * @param issuer an https URL, or for tests an http URL of this machine. Must equal the {@code iss} claim of the
 *     tokens and the {@code issuer} of the discovery document, character by character
 * @param audiences the client ids that tokens must be for, or resource names for access tokens after RFC 9068; at
 *     least one
 */
public record OidcConfig(String issuer, Set<String> audiences) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** @throws IllegalArgumentException if the issuer or an audience is not valid */
    public OidcConfig {
        requireNonNull(issuer, "issuer is null");
        URI uri = uri(issuer);
        if (uri == null || !isTrusted(uri) || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "must be an https URL (or an http URL of this machine, for tests) without query, fragment and user, equal to"
                            + " the iss claim of the tokens");
        }
        audiences = Set.copyOf(audiences);
        if (audiences.isEmpty() || audiences.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("must be client ids separated by commas, none of them empty");
        }
    }

    /**
     * Reads {@code OIDC_ISSUER} and {@code OIDC_AUDIENCE}. Both are required.
     *
     * @throws InvalidConfigurationException naming every variable that is missing or invalid
     */
    public static OidcConfig fromEnvironment(Map<String, String> environment) {
        Environment values = new Environment(environment);
        OidcConfig placeholder = new OidcConfig("https://none.invalid", Set.of("none"));
        OidcConfig issuer = values.required(
                List.of("OIDC_ISSUER"),
                "the issuer of the tokens, such as https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI",
                text -> new OidcConfig(text, placeholder.audiences()),
                placeholder);
        OidcConfig audiences = values.required(
                List.of("OIDC_AUDIENCE"),
                "the client ids whose tokens the server accepts, separated by commas",
                text -> new OidcConfig(placeholder.issuer(), list(text)),
                placeholder);
        values.throwProblems();
        return new OidcConfig(issuer.issuer(), audiences.audiences());
    }

    /** The URL of the issuer's discovery document. */
    URI discovery() {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return URI.create(base + "/.well-known/openid-configuration");
    }

    /**
     * Whether keys may be fetched from the URL: over https, or from this machine, nobody can change them on the way.
     */
    static boolean isTrusted(URI uri) {
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            return false;
        }
        return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
    }

    /** The text as a URI; null if it is none. */
    static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static Set<String> list(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
    }
}
