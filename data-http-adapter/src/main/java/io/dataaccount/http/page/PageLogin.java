package io.dataaccount.http.page;

import static java.util.Objects.requireNonNull;

import io.dataaccount.aws.config.Environment;
import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.http.oidc.OidcConfig;
import java.util.Map;
import java.util.Optional;

/**
 * How users sign in on the page: by the authorization code flow with PKCE, with a public client that has no secret.
 *
 * @param authority the URL of the issuer
 * @param clientId the client that the page is registered as; one of the audiences of {@link OidcConfig}
 * @param scope names separated by single spaces, {@code openid} among them
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1">RFC 9700, section 2.1.1</a>
 */
public record PageLogin(String authority, String clientId, String scope) {
    static final String DEFAULT_SCOPE = "openid email profile";

    public PageLogin {
        requireNonNull(authority, "authority is null");
        requireNonNull(clientId, "clientId is null");
        requireNonNull(scope, "scope is null");
    }

    /**
     * Reads {@code OIDC_CLIENT_ID} and {@code OIDC_SCOPE}. If the server accepts tokens of one client only, that
     * client is the default of {@code OIDC_CLIENT_ID}.
     *
     * @return empty if the server accepts tokens of several clients and {@code OIDC_CLIENT_ID} is not set
     * @throws InvalidConfigurationException if the server would refuse tokens of the client, or the scope is not valid
     */
    public static Optional<PageLogin> fromEnvironment(Map<String, String> environment, OidcConfig login) {
        Environment values = new Environment(environment);
        String only =
                login.audiences().size() == 1 ? login.audiences().iterator().next() : "";
        String clientId = values.optional("OIDC_CLIENT_ID", text -> accepted(text, login), only);
        String scope = scope(values);
        values.throwProblems();
        return clientId.isEmpty() ? Optional.empty() : Optional.of(new PageLogin(login.issuer(), clientId, scope));
    }

    /**
     * Checks {@code OIDC_SCOPE} alone, for an environment whose issuer or audience is not valid.
     *
     * @throws InvalidConfigurationException if the scope is not valid
     */
    public static void checkScope(Map<String, String> environment) {
        Environment values = new Environment(environment);
        scope(values);
        values.throwProblems();
    }

    private static String scope(Environment values) {
        return values.optional("OIDC_SCOPE", PageLogin::withOpenid, DEFAULT_SCOPE);
    }

    private static String accepted(String clientId, OidcConfig login) {
        if (!login.audiences().contains(clientId)) {
            throw new IllegalArgumentException(
                    "must be one of OIDC_AUDIENCE: the server would refuse the page's tokens otherwise");
        }
        return clientId;
    }

    private static String withOpenid(String scope) {
        if (!scope.matches("(?:[!-~]+ )*openid(?: [!-~]+)*")) {
            throw new IllegalArgumentException("must be scopes separated by single spaces, including openid");
        }
        return scope;
    }

    /** The member {@code oidc} of {@code /page-config.json}. */
    Map<String, Object> tree() {
        return Map.of("authority", authority, "client_id", clientId, "scope", scope);
    }
}
