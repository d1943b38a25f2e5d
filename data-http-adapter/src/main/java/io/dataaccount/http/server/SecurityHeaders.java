package io.dataaccount.http.server;

import java.util.Map;

/**
 * Headers of every response, in case a browser displays a response as a page. Strict-Transport-Security is missing:
 * this server speaks plain HTTP, so the load balancer that ends TLS must send it.
 *
 * @see <a
 *     href="https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers">OWASP</a>
 */
final class SecurityHeaders {
    static final Map<String, String> ALL = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer");

    private SecurityHeaders() {}
}
