package io.dataaccount.aws.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.dataaccount.core.Internal;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy.
 *
 * @param host a name or an IP address, an IPv6 address without brackets
 * @param user null if the proxy requires no credentials
 * @param password is not part of {@link #toString}
 * @param source the variable or system property that names the proxy
 */
@Internal
public record ProxyServer(String host, int port, @Nullable String user, String password, String source) {
    private static final Pattern FORM = Pattern.compile(
            "(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(?:(.*)@)?(\\[[0-9A-Fa-f:.]+]|[^@:/?#\\[\\]\\s]+)(?::(.*?))?/?");

    public ProxyServer {
        requireNonNull(host, "host is null");
        requireNonNull(password, "password is null");
        requireNonNull(source, "source is null");
    }

    /**
     * Reads the value of a variable, such as {@code http://user:password@proxy.example.com:3128}. The scheme may be
     * missing. User name and password are percent-encoded.
     *
     * @throws IllegalArgumentException if the value is not valid; the message continues "NAME 'value' " and does not
     *     repeat the value
     */
    static ProxyServer parse(String value, String source) {
        Matcher url = FORM.matcher(value);
        if (!url.matches()) {
            throw new IllegalArgumentException(
                    "must be the URL of an HTTP proxy, such as http://proxy.example.com:3128, with special characters of"
                            + " a user name or password percent-encoded");
        }
        String scheme = url.group(1);
        if (scheme != null && !scheme.toLowerCase(Locale.ROOT).equals("http")) {
            throw new IllegalArgumentException(
                    "must begin with http://, because only HTTP proxies are supported, without"
                            + " TLS between this program and the proxy (https endpoints are reached through a CONNECT tunnel)");
        }
        if (url.group(4) == null) {
            throw new IllegalArgumentException("must name the port, such as http://proxy.example.com:3128, because"
                    + " programs disagree about the port that a proxy has by default");
        }
        String host = DirectHosts.unbracketed(url.group(3));
        String credentials = url.group(2);
        if (credentials == null) {
            return new ProxyServer(host, port(url.group(4)), null, "", source);
        }
        int colon = credentials.indexOf(':');
        String user = decoded(colon < 0 ? credentials : credentials.substring(0, colon));
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "must not have a colon in the user name, which Basic authentication cannot send (RFC 7617)");
        }
        return new ProxyServer(
                host, port(url.group(4)), user, colon < 0 ? "" : decoded(credentials.substring(colon + 1)), source);
    }

    static int port(String text) {
        try {
            return Environment.integer(text, 1, HttpUrl.MAX_PORT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must have a port from 1 to " + HttpUrl.MAX_PORT);
        }
    }

    /** Decodes percent-encoding; unlike URLDecoder, keeps a plus sign. */
    private static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%') {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(UTF_8));
                continue;
            }
            String digits = text.substring(i + 1, Math.min(text.length(), i + 3));
            if (!digits.matches("[0-9A-Fa-f]{2}")) {
                throw new IllegalArgumentException(
                        "must have a percent sign of a user name or password encoded as %25");
            }
            bytes.write(Integer.parseInt(digits, 16));
            i += 2;
        }
        return bytes.toString(UTF_8);
    }

    /** The value of a variable for an error message: everything that may be a password is replaced. */
    static String masked(String value) {
        int at = value.lastIndexOf('@');
        if (at < 0) {
            return value.replaceFirst(":(?!//)[^:]*[^0-9/:][^:]*$", ":***"); // the host may have been forgotten
        }
        int scheme = value.indexOf("://");
        return (scheme < 0 || scheme > at ? "" : value.substring(0, scheme + 3)) + "***" + value.substring(at);
    }

    /**
     * The value of the header {@code Proxy-Authorization}; empty if the proxy requires no credentials.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617, Basic authentication</a>
     */
    public Optional<String> authorization() {
        return user == null
                ? Optional.empty()
                : Optional.of("Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8)));
    }

    /** Host and port, such as {@code proxy.example.com:3128}. */
    public String address() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** Has neither the user name nor the password. */
    @Override
    public String toString() {
        return address() + " (" + source + ")";
    }
}
