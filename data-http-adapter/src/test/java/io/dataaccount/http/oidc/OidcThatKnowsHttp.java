package io.dataaccount.http.oidc;

import jakarta.servlet.http.HttpServletRequest;

/** Breaks a rule, so that a test can see the rule fail. */
public interface OidcThatKnowsHttp {
    HttpServletRequest known();
}
