package io.dataaccount.http.access;

import io.dataaccount.core.model.user.Caller;
import io.dataaccount.http.oidc.BearerTokenVerifier;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;

/**
 * Authenticates callers by bearer tokens. Reads the {@code Authorization} header only, not the query, the body or
 * cookies.
 *
 * @param tokens verifies the tokens; its owner closes it
 */
public record BearerAuthenticator(BearerTokenVerifier tokens) implements CallerAuthenticator {
    @Override
    public Caller callerOf(HttpServletRequest request) {
        return tokens.callerOf(Collections.list(request.getHeaders("Authorization")));
    }
}
