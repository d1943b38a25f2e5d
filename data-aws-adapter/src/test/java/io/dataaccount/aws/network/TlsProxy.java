package io.dataaccount.aws.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A proxy whose tunnels all lead to one server, which answers every request. It keeps the connections. */
final class TlsProxy implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile SSLContext tls;

    TlsProxy(SSLContext tls) throws IOException {
        this.tls = tls;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        onThread(() -> {
            while (true) {
                Socket client = server.accept();
                onThread(() -> serve(client));
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    void useFromNowOn(SSLContext other) {
        tls = other;
    }

    /** The header of every request to the proxy and to the server, in their order. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve(Socket client) throws IOException {
        requests.add(header(client.getInputStream()));
        client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
        try (SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), true)) {
            secure.setUseClientMode(false);
            while (true) {
                requests.add(header(secure.getInputStream()));
                secure.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1));
            }
        }
    }

    private static String header(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            bytes.write(next);
        }
        return bytes.toString(ISO_8859_1);
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void onThread(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // the client has closed the connection, or the test is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
