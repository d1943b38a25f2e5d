package io.dataaccount.http.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server that ends TLS and passes the bytes on to a server without TLS on this machine. */
final class Relay implements AutoCloseable {
    /** Work that may fail because a connection ends. */
    interface Work {
        void run() throws IOException;
    }

    private final ServerSocket server;

    private Relay(ServerSocket server) {
        this.server = server;
    }

    /** @param port of the server without TLS */
    static Relay start(SSLContext tls, int port) {
        try {
            Relay relay =
                    new Relay(tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            onThread(() -> relay.accept(port));
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(int port) throws IOException {
        while (true) {
            Socket client = server.accept();
            onThread(() -> {
                try (client;
                        Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    ((SSLSocket) client).startHandshake();
                    join(client, target);
                }
            });
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Passes bytes on in both directions until one of them ends. */
    static void join(Socket one, Socket other) throws IOException {
        onThread(() -> {
            try (one;
                    other) {
                other.getInputStream().transferTo(one.getOutputStream());
            }
        });
        one.getInputStream().transferTo(other.getOutputStream());
    }

    static void onThread(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (SocketException e) {
                return; // closed
            } catch (IOException e) {
                System.err.println(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
