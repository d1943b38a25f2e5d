package io.dataaccount.http.page;

import java.util.Set;
import java.util.TreeSet;

/**
 * The content security policy of the page. It allows the page's own scripts and styles, nothing inline, and requests to
 * this server, the issuer and S3 only.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>
 */
final class PagePolicy {
    private PagePolicy() {}

    /** @param hosts the origins that the page may send requests to, besides this server */
    static String of(Set<String> hosts) {
        String connect = String.join(" ", new TreeSet<>(hosts));
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                + " font-src 'self' data:; connect-src 'self' " + connect + ";"
                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
