package io.dataaccount.http.page;

import static java.util.Objects.requireNonNull;

import io.dataaccount.aws.config.Environment;
import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.http.oidc.OidcConfig;
import java.util.Map;
import java.util.Optional;

/**
 * How the page signs people in: by the authorization code flow with PKCE, as a public client without a secret.
 *
 * @param authority the issuer
 * @param scope space-separated
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
     * Reads {@code OIDC_CLIENT_ID}, which need not be there if tokens are taken for one client alone, and {@code OIDC_SCOPE}.
     *
     * @return empty if there are several clients and none is named
     * @throws InvalidConfigurationException if tokens for the client would not be taken
     */
    public static Optional<PageLogin> fromEnvironment(Map<String, String> environment, OidcConfig login) {
        Environment values = new Environment(environment);
        String only =
                login.audiences().size() == 1 ? login.audiences().iterator().next() : "";
        String clientId = values.optional("OIDC_CLIENT_ID", text -> accepted(text, login), only);
        String scope = values.optional("OIDC_SCOPE", PageLogin::withOpenid, DEFAULT_SCOPE);
        values.throwProblems();
        return clientId.isEmpty() ? Optional.empty() : Optional.of(new PageLogin(login.issuer(), clientId, scope));
    }

    private static String accepted(String clientId, OidcConfig login) {
        if (!login.audiences().contains(clientId)) {
            throw new IllegalArgumentException("must be one of OIDC_AUDIENCE, or the page's tokens would be refused");
        }
        return clientId;
    }

    private static String withOpenid(String scope) {
        if (!scope.matches("(?:[!-~]+ )*openid(?: [!-~]+)*")) {
            throw new IllegalArgumentException("must be scopes with single spaces between them, openid among them");
        }
        return scope;
    }

    Map<String, Object> tree() {
        return Map.of("authority", authority, "client_id", clientId, "scope", scope);
    }
}
