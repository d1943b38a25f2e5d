package io.dataaccount.aws.network;

import io.dataaccount.aws.config.ProxyServer;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * A proxy did not open a connection. The message is a sentence for the operator with host and port of the proxy, the
 * setting that names it, and a remedy. It never has the user name or the password.
 */
public final class ProxyException extends ConnectionException {
    private static final long serialVersionUID = 1L;

    private ProxyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static ProxyException unreachable(ProxyServer proxy, Throwable cause) {
        return new ProxyException(
                "The proxy " + proxy + " cannot be reached: check that it runs, and that the setting is right.", cause);
    }

    static ProxyException noResponse(ProxyServer proxy, String target, @Nullable Throwable cause) {
        return new ProxyException(
                "The proxy " + proxy + " did not respond when it was asked to connect to " + target
                        + ": check that it is an HTTP proxy and not overloaded.",
                cause);
    }

    /** For plain HTTP, where the error may be one behind the proxy. */
    static ProxyException noValidResponse(ProxyServer proxy, String target, Throwable cause) {
        return new ProxyException(
                "The proxy " + proxy + " sent no valid response to a request for " + target
                        + ": check that it is an HTTP proxy and not overloaded, and that it reaches that host.",
                cause);
    }

    /** @param status the HTTP status of the proxy's response */
    static ProxyException refused(ProxyServer proxy, String target, int status) {
        if (status == HttpURLConnection.HTTP_PROXY_AUTH) {
            return new ProxyException(
                    "The proxy " + proxy + " returned HTTP status 407: "
                            + (proxy.user() == null
                                    ? "it requires a user name and password. Add them to the setting."
                                    : "it refused the user name and password. Correct them in the setting; only Basic"
                                            + " authentication is supported."),
                    null);
        }
        return new ProxyException(
                "The proxy " + proxy + " returned HTTP status " + status + " instead of a connection to " + target
                        + ": allow that host in the proxy, or add it to NO_PROXY if it can be reached directly.",
                null);
    }
}
