package io.dataaccount.http.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/**
 * A connection that stays open between requests. Unlike the HTTP client of the JDK, it never repeats a request. For
 * responses with a {@code Content-Length}. For one thread at a time.
 */
final class KeptConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private boolean open = true;

    KeptConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Whether the server keeps the connection open after the latest response. */
    boolean isOpen() {
        return open;
    }

    /** Sends a request and reads the whole response. Returns its status. */
    int send(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        String header = header().toLowerCase(Locale.ROOT);
        int length = Integer.parseInt(header.replaceAll("(?s).*\ncontent-length: ([0-9]+)\r\n.*", "$1"));
        if (in.readNBytes(length).length < length) {
            throw new EOFException("the body ended early");
        }
        if (header.contains("\nconnection: close\r\n")) {
            close();
        }
        return Integer.parseInt(header.split(" ", 3)[1]);
    }

    private String header() throws IOException {
        StringBuilder header = new StringBuilder();
        while (!header.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended after " + header.length() + " characters");
            }
            header.append((char) next);
        }
        return header.toString();
    }

    @Override
    public void close() {
        open = false;
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
