package io.dataaccount.aws.network;

import io.dataaccount.aws.config.ProxyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS sockets through a proxy. {@code HttpsURLConnection} takes an unconnected socket from its factory, connects it,
 * and has the factory put TLS on top; here the connection is a {@link TunnelSocket}. The tunnels of
 * {@code HttpsURLConnection} itself cannot send a password unless a system property allows it for the whole JVM, and
 * their errors have no status. Safe for use by many threads.
 */
final class TunnelSocketFactory extends SSLSocketFactory {
    private final ProxyServer proxy;
    private final SSLSocketFactory tls;

    /** @param tls puts TLS on top of a connection */
    TunnelSocketFactory(ProxyServer proxy, SSLSocketFactory tls) {
        this.proxy = proxy;
        this.tls = tls;
    }

    /** A socket without a connection and without TLS. */
    @Override
    public Socket createSocket() {
        return new TunnelSocket(proxy);
    }

    @Override
    public Socket createSocket(Socket connection, String host, int port, boolean autoClose) throws IOException {
        return tls.createSocket(connection, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket connection = createSocket();
        connection.connect(InetSocketAddress.createUnresolved(host, port));
        return createSocket(connection, host, port, true);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket(address, port);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }
}
