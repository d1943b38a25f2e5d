package io.dataaccount.http.page;

import io.dataaccount.aws.AwsConfig;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;

/**
 * The content security policy of the page: its own scripts and styles and nothing inline, and no host but this server, the
 * issuer's and S3's.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>
 */
public final class PagePolicy {
    private PagePolicy() {}

    static String of(Set<String> hosts) {
        String connect = String.join(" ", new TreeSet<>(hosts));
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                + " font-src 'self' data:; connect-src 'self' " + connect + ";"
                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /** Where uploads go: the buckets of every region, or those of another server. */
    public static Set<String> s3(AwsConfig config) {
        URI endpoint = config.publicS3Endpoint() == null ? config.s3Endpoint() : config.publicS3Endpoint();
        if (endpoint == null) {
            String suffix = config.region().value().startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
            return Set.of("https://*." + suffix);
        }
        String origin = origin(endpoint);
        return config.s3PathStyle() ? Set.of(origin) : Set.of(origin, origin.replaceFirst("://", "://*."));
    }

    /** Scheme, host and port. */
    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
