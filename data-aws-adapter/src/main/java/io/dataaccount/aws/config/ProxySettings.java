package io.dataaccount.aws.config;

import static io.dataaccount.aws.config.NetworkVariables.HTTPS_PROXY;
import static io.dataaccount.aws.config.NetworkVariables.HTTP_PROXY;
import static io.dataaccount.aws.config.NetworkVariables.NO_PROXY;

import io.dataaccount.core.Internal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy a request goes through. The same settings apply to AWS and to the issuer of tokens. System properties
 * have precedence over variables, and a variable in lower case over the same one in upper case. A blank value counts as
 * not set. Immutable.
 */
@Internal
public final class ProxySettings {
    private final @Nullable ProxyServer http;
    private final @Nullable ProxyServer https;
    private final DirectHosts direct;

    private ProxySettings(@Nullable ProxyServer http, @Nullable ProxyServer https, DirectHosts direct) {
        this.http = http;
        this.https = https;
        this.direct = direct;
    }

    /**
     * Reads the settings of this process.
     *
     * @throws InvalidConfigurationException if one is not valid; it lists all of them
     */
    public static ProxySettings ofProcess() {
        return read(System.getenv(), System::getProperty);
    }

    /** As {@link #ofProcess}, with the given variables and properties. A property without a value is null. */
    static ProxySettings read(Map<String, String> environment, Function<String, @Nullable String> properties) {
        Reader reader = new Reader(environment, properties);
        ProxyServer http = reader.proxy("http", HTTP_PROXY, 80);
        ProxyServer https = reader.proxy("https", HTTPS_PROXY, 443);
        DirectHosts direct = reader.direct();
        if (!reader.problems.isEmpty()) {
            throw new InvalidConfigurationException(reader.problems);
        }
        return new ProxySettings(http, https, direct);
    }

    /** The proxy for a request to the URL; empty if the request is sent directly. */
    public Optional<ProxyServer> proxyFor(URI uri) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        ProxyServer proxy = secure ? https : http;
        if (proxy == null || uri.getHost() == null) {
            return Optional.empty();
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        return direct.contain(uri.getHost(), port) ? Optional.empty() : Optional.of(proxy);
    }

    /**
     * Whether a request to the URL never needs these settings, whatever they are: plain HTTP to this machine or to an
     * address that hands out credentials.
     */
    public static boolean neverApplyTo(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme())
                && uri.getHost() != null
                && DirectHosts.areAlways(uri.getHost());
    }

    private static final class Reader {
        private final Map<String, String> environment;
        private final Function<String, @Nullable String> properties;
        private final List<String> problems = new ArrayList<>();

        Reader(Map<String, String> environment, Function<String, @Nullable String> properties) {
            this.environment = environment;
            this.properties = properties;
        }

        @Nullable
        ProxyServer proxy(String scheme, String[] variables, int defaultPort) {
            String host = property(scheme + ".proxyHost");
            if (host != null) {
                return ofProperties(scheme, host, defaultPort);
            }
            String name = firstSet(variables);
            String value = name == null ? null : variable(name);
            if (name == null || value == null) {
                return null;
            }
            try {
                return ProxyServer.parse(value, name);
            } catch (IllegalArgumentException e) {
                problems.add(name + " '" + ProxyServer.masked(value) + "' " + e.getMessage() + ".");
                return null;
            }
        }

        private @Nullable ProxyServer ofProperties(String scheme, String host, int defaultPort) {
            String name = scheme + ".proxyPort";
            String port = property(name);
            String user = property(scheme + ".proxyUser");
            String password = properties.apply(scheme + ".proxyPassword");
            try {
                return new ProxyServer(
                        DirectHosts.unbracketed(host),
                        port == null ? defaultPort : ProxyServer.port(port),
                        user,
                        password == null ? "" : password,
                        "the system property " + scheme + ".proxyHost");
            } catch (IllegalArgumentException e) {
                problems.add("The system property " + name + " '" + port + "' " + e.getMessage() + ".");
                return null;
            }
        }

        DirectHosts direct() {
            String name = firstSet(NO_PROXY);
            String value = name == null ? null : variable(name);
            try {
                return new DirectHosts(value, property("http.nonProxyHosts"));
            } catch (IllegalArgumentException e) {
                problems.add(name + " '" + value + "' " + e.getMessage() + ".");
                return new DirectHosts(null, null);
            }
        }

        private @Nullable String firstSet(String[] names) {
            for (String name : names) {
                if (variable(name) != null) {
                    return name;
                }
            }
            return null;
        }

        private @Nullable String variable(String name) {
            return stripped(environment.get(name));
        }

        private @Nullable String property(String name) {
            return stripped(properties.apply(name));
        }

        private static @Nullable String stripped(@Nullable String value) {
            return value == null || value.isBlank() ? null : value.strip();
        }
    }
}
