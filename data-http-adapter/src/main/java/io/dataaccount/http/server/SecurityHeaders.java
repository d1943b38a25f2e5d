package io.dataaccount.http.server;

import java.util.Map;

/**
 * Headers of every answer, should a browser ever show one as a page. Strict-Transport-Security is whoever ends TLS's to
 * send: this server does not know of it.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers">OWASP</a>
 */
final class SecurityHeaders {
    static final Map<String, String> ALL = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer");

    private SecurityHeaders() {}
}
