package io.dataaccount.aws.config;

import io.dataaccount.core.Internal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Checks the URLs of endpoints. */
@Internal
public final class HttpUrl {
    private static final String HTTP_URL = "must be an http or https URL";
    static final int MAX_PORT = 65_535;

    private HttpUrl() {}

    /**
     * Returns the URL.
     *
     * @throws IllegalArgumentException if the SDK or its HTTP client could not use the URL; says why, without the URL
     */
    static String check(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(HTTP_URL);
        }
        if (!List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException(HTTP_URL);
        }
        String authority = uri.getRawAuthority();
        if (authority != null && authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "must not have a user or a password, which the AWS SDK does not send: remove what is before the @");
        }
        if (uri.getHost() == null) {
            // java.net.URI knows no host with an underscore, and the AWS SDK fails without a host
            throw new IllegalArgumentException(
                    authority != null && authority.indexOf('_') >= 0
                            ? "must not have an underscore in the host name, which the AWS SDK cannot use (RFC 1123):"
                                    + " give the server another name or a network alias, such as "
                                    + authority.replace('_', '-')
                                    + ", or use its IP address"
                            : HTTP_URL);
        }
        if (uri.getPort() != -1) {
            checkPort(uri.getPort());
        }
        return text;
    }

    /** @throws IllegalArgumentException if no server can have the port */
    public static void checkPort(int port) {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("must have a port from 1 to " + MAX_PORT);
        }
    }

    /** The text without the user and the password of a URL, for messages and logs. */
    public static String withoutUser(String text) {
        return text.replaceAll("//\\S*@", "//");
    }
}
