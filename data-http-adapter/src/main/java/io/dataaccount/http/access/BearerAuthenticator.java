package io.dataaccount.http.access;

import io.dataaccount.core.model.user.Caller;
import io.dataaccount.http.oidc.BearerTokenVerifier;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;

/** The caller whom a bearer token names; there is no other way to send one than the {@code Authorization} header. */
public record BearerAuthenticator(BearerTokenVerifier tokens) implements CallerAuthenticator {
    @Override
    public Caller callerOf(HttpServletRequest request) {
        return tokens.callerOf(Collections.list(request.getHeaders("Authorization")));
    }
}
