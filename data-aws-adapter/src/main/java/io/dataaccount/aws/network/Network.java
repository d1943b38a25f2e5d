package io.dataaccount.aws.network;

import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.aws.config.NetworkVariables;
import io.dataaccount.aws.config.ProxyServer;
import io.dataaccount.aws.config.ProxySettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * Opens connections as the proxy settings and the CA bundle of this process say. The clients of AWS and of the issuer
 * both use it. Changes nothing that other code in the JVM uses. Safe for use by many threads.
 */
public final class Network {
    private final ProxySettings proxies;
    private final SSLContext tls;

    /** One factory for each proxy, because the JDK reuses a connection only for requests with the same factory. */
    private final Map<ProxyServer, SSLSocketFactory> tunnels = new ConcurrentHashMap<>();

    private final SSLSocketFactory direct;

    Network(ProxySettings proxies, SSLContext tls) {
        this.proxies = proxies;
        this.tls = tls;
        this.direct = tls.getSocketFactory();
    }

    /**
     * The settings of this process, as they are now.
     *
     * @throws InvalidConfigurationException if they are not valid; it lists every problem
     */
    public static Network ofProcess() {
        return new Network(ProxySettings.ofProcess(), TrustedTls.context(System.getenv(NetworkVariables.CA_BUNDLE)));
    }

    /** TLS that trusts Java's trust store and the CA bundle. */
    public SSLContext tls() {
        return tls;
    }

    /** The proxy for requests to the URL; empty if they are sent directly. */
    public Optional<ProxyServer> proxyFor(URI uri) {
        return proxies.proxyFor(uri);
    }

    /**
     * A connection that has not been opened yet. Opening it throws {@link ProxyException} if there is a proxy and it
     * does not open a tunnel. For plain HTTP, {@link #explain} and {@link #refusal} find the errors of the proxy.
     *
     * @throws IOException if the URL is not one of http or https
     */
    public HttpURLConnection open(URI uri) throws IOException {
        Optional<ProxyServer> proxy = proxies.proxyFor(uri);
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        Proxy ofJdk = proxy.isEmpty() || secure
                ? Proxy.NO_PROXY
                : new Proxy(
                        Proxy.Type.HTTP,
                        new InetSocketAddress(proxy.get().host(), proxy.get().port()));
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(ofJdk);
        if (connection instanceof HttpsURLConnection https) {
            https.setSSLSocketFactory(proxy.map(this::tunnel).orElse(direct));
        } else {
            proxy.flatMap(ProxyServer::authorization)
                    .ifPresent(value -> connection.setRequestProperty("Proxy-Authorization", value));
        }
        return connection;
    }

    private SSLSocketFactory tunnel(ProxyServer proxy) {
        return tunnels.computeIfAbsent(proxy, each -> new TunnelSocketFactory(each, direct));
    }

    /** The exception itself, or one that names the proxy if a plain HTTP request did not reach its proxy. */
    public IOException explain(URI uri, IOException failure) {
        Optional<ProxyServer> proxy = proxies.proxyFor(uri);
        if (proxy.isEmpty() || "https".equalsIgnoreCase(uri.getScheme()) || failure instanceof ProxyException) {
            return failure;
        }
        return failure instanceof ConnectException || failure instanceof UnknownHostException
                ? ProxyException.unreachable(proxy.get(), failure)
                : ProxyException.noValidResponse(proxy.get(), uri.getHost(), failure);
    }

    /** The error of a response to a plain HTTP request that only a proxy sends; empty if it may be that of the target. */
    public Optional<ProxyException> refusal(URI uri, int status) {
        return "http".equalsIgnoreCase(uri.getScheme()) && status == HttpURLConnection.HTTP_PROXY_AUTH
                ? proxies.proxyFor(uri).map(each -> ProxyException.refused(each, uri.getHost(), status))
                : Optional.empty();
    }
}
