package io.dataaccount.http.benchmark;

import static java.util.Locale.ROOT;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;

/**
 * A persistent connection that sends the same request repeatedly. Parses only the status and the end of a response,
 * so that the client leaves the processors to the server. For use by one thread.
 */
final class BatchConnection implements AutoCloseable {
    private final byte[] buffer = new byte[1 << 16];
    private final Socket socket;
    private final byte[] request;
    private int next;
    private int end;
    private long received;

    BatchConnection(URI server, byte[] request) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        this.socket.setTcpNoDelay(true);
        this.request = request;
    }

    /**
     * Sends the request and reads the whole response.
     *
     * @return the size of the response on the wire in bytes, head and body
     * @throws IllegalStateException if the status is not 200
     */
    long exchange() throws IOException {
        long before = received;
        socket.getOutputStream().write(request);
        String status = line();
        if (!status.startsWith("HTTP/1.1 200 ")) {
            throw new IllegalStateException(status);
        }
        long length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(ROOT).startsWith("content-length:")) {
                length =
                        Long.parseLong(header.substring(header.indexOf(':') + 1).strip());
            }
        }
        if (length < 0) {
            skipChunks();
        } else {
            skip(length);
        }
        return received - before;
    }

    private void skipChunks() throws IOException {
        long length;
        do {
            length = Long.parseLong(line(), 16);
            skip(length);
            line();
        } while (length > 0);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = read(); read != '\n'; read = read()) {
            line.append((char) read);
        }
        line.setLength(line.length() - 1); // the CR
        return line.toString();
    }

    private int read() throws IOException {
        if (next == end) {
            fill();
        }
        return buffer[next++];
    }

    private void skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            if (next == end) {
                fill();
            }
            int some = (int) Math.min(left, end - next);
            next += some;
            left -= some;
        }
    }

    private void fill() throws IOException {
        int count = socket.getInputStream().read(buffer);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        next = 0;
        end = count;
        received += count;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
