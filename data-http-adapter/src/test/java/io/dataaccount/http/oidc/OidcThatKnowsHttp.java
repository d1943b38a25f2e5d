package io.dataaccount.http.oidc;

import jakarta.servlet.http.HttpServletRequest;

/** Breaks a rule, to show that it can be broken. */
public interface OidcThatKnowsHttp {
    HttpServletRequest known();
}
