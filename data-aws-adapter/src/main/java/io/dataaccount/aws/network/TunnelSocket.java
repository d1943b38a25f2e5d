package io.dataaccount.aws.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.dataaccount.aws.config.ProxyServer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A socket that connects to its target through a CONNECT tunnel of a proxy. Sends the name of the target to the proxy,
 * so this machine need not know its address. The time limit of {@link #connect(SocketAddress, int)} covers the
 * connection to the proxy and the response of the proxy.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6">RFC 9110, CONNECT</a>
 */
final class TunnelSocket extends Socket {
    private static final int MAX_RESPONSE_HEADER = 16 * 1024;
    private static final int MAX_CONNECT_MILLIS = 30_000;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

    private final ProxyServer proxy;

    TunnelSocket(ProxyServer proxy) {
        super(Proxy.NO_PROXY);
        this.proxy = proxy;
    }

    @Override
    public void connect(SocketAddress target) throws IOException {
        connect(target, 0);
    }

    /**
     * @param target its host name may be unresolved
     * @param timeout in milliseconds; 0 for 30 seconds
     * @throws ProxyException if the proxy cannot be reached, does not respond in time or refuses
     */
    @Override
    public void connect(SocketAddress target, int timeout) throws IOException {
        if (!(target instanceof InetSocketAddress wanted)) {
            throw new IllegalArgumentException("not an internet address: " + target);
        }
        int limit = timeout == 0 ? MAX_CONNECT_MILLIS : timeout;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limit);
        String authority = authority(wanted);
        try {
            connectToProxy(limit);
            openTunnel(authority, end);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void connectToProxy(int limit) throws IOException {
        InetSocketAddress address = new InetSocketAddress(proxy.host(), proxy.port());
        try {
            super.connect(address, limit); // throws UnknownHostException if the name has no address
        } catch (IOException e) {
            throw ProxyException.unreachable(proxy, e);
        }
    }

    private void openTunnel(String authority, long end) throws IOException {
        String header;
        try {
            getOutputStream().write(request(authority).getBytes(ISO_8859_1));
            header = responseHeader(end);
        } catch (IOException e) {
            throw ProxyException.noResponse(proxy, authority, e);
        }
        setSoTimeout(0);
        Matcher status = STATUS_LINE.matcher(header.lines().findFirst().orElse(""));
        if (!status.matches()) {
            throw ProxyException.noResponse(proxy, authority, null);
        }
        if (!status.group(1).startsWith("2")) {
            throw ProxyException.refused(proxy, authority, Integer.parseInt(status.group(1)));
        }
    }

    private String request(String authority) {
        return "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n"
                + proxy.authorization()
                        .map(value -> "Proxy-Authorization: " + value + "\r\n")
                        .orElse("")
                + "\r\n";
    }

    /** Reads up to the blank line and not further: the next byte belongs to the target. */
    private String responseHeader(long end) throws IOException {
        InputStream in = getInputStream();
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n") && !text.endsWith("\n\n")) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("no complete response in time");
            }
            setSoTimeout((int) left);
            int next = in.read();
            if (next < 0 || header.size() == MAX_RESPONSE_HEADER) {
                throw new EOFException("no complete response");
            }
            header.write(next);
            text = next == '\n' ? header.toString(ISO_8859_1) : "";
        }
        return text;
    }

    private static String authority(InetSocketAddress target) {
        String host = target.getHostString();
        boolean isBareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
        return (isBareIpv6 ? "[" + host + "]" : host) + ":" + target.getPort();
    }
}
