package io.dataaccount.aws.s3.presign;

import io.dataaccount.core.model.bucket.Bucket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Implements the common part of S3's endpoint rules: the regional endpoints of AWS, where us-east-1 has the global one,
 * and custom endpoints that consist of scheme, host, port and a path of plain characters. The bucket name is part of
 * the host name, or of the path if it contains a dot or path style is configured. The SDK's own rules cover more cases
 * but are slow to load. Immutable; safe for use by many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/s3.html">S3 endpoints</a>
 */
final class S3EndpointResolver implements BucketEndpoints {
    private final @Nullable URI endpoint;
    private final boolean pathStyle;
    private final boolean plain;

    S3EndpointResolver(@Nullable URI endpoint, boolean pathStyle) {
        this.endpoint = endpoint;
        this.pathStyle = pathStyle;
        this.plain = endpoint == null || isPlain(endpoint, pathStyle);
    }

    @Override
    public boolean isPlainAws() {
        return endpoint == null;
    }

    /**
     * Null if this class does not cover the configured endpoint. It covers every bucket: access points, Express
     * directory buckets and multi-Region access points (which need SigV4A) have names that a {@code BucketName} does
     * not allow.
     */
    @Override
    public @Nullable S3Endpoint of(Bucket bucket) {
        if (!plain) {
            return null;
        }
        boolean isSecure = endpoint == null || endpoint.getScheme().equals("https");
        boolean inPath = pathStyle || isSecure && bucket.name().isDotted();
        String scheme = endpoint == null ? "https" : endpoint.getScheme();
        String authority = endpoint == null ? RegionalHost.of(bucket.region()) : authority(endpoint);
        String base = endpoint == null ? "/" : base(endpoint);
        String name = bucket.name().value();
        return inPath
                ? new S3Endpoint(scheme, authority, base + name + "/")
                : new S3Endpoint(scheme, name + "." + authority, base);
    }

    private static String authority(URI endpoint) {
        int usual = endpoint.getScheme().equals("https") ? 443 : 80;
        int port = endpoint.getPort();
        return port < 0 || port == usual ? endpoint.getHost() : endpoint.getHost() + ":" + port;
    }

    private static String base(URI endpoint) {
        String path = endpoint.getRawPath();
        return path.endsWith("/") ? path : path + "/";
    }

    /**
     * A bucket name cannot be prepended to an IP address. URLs with a user, a query, a fragment or an empty path
     * segment are left to the SDK.
     */
    private static boolean isPlain(URI endpoint, boolean pathStyle) {
        String host = endpoint.getHost();
        return ("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))
                && host != null
                && consistsOf(host, ".-")
                && (pathStyle || Character.isLetter(host.charAt(host.length() - 1)))
                && endpoint.getRawUserInfo() == null
                && endpoint.getRawQuery() == null
                && endpoint.getRawFragment() == null
                && consistsOf(endpoint.getRawPath(), ".-_~/")
                && !endpoint.getRawPath().contains("//");
    }

    private static boolean consistsOf(String text, String signs) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && signs.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
