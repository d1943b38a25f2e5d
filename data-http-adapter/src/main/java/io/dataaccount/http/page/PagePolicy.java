package io.dataaccount.http.page;

import java.util.Set;
import java.util.TreeSet;

/**
 * The content security policy of the page: its own scripts and styles and nothing inline, and no host but this server, the
 * issuer's and S3's.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>
 */
final class PagePolicy {
    private PagePolicy() {}

    static String of(Set<String> hosts) {
        String connect = String.join(" ", new TreeSet<>(hosts));
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                + " font-src 'self' data:; connect-src 'self' " + connect + ";"
                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
