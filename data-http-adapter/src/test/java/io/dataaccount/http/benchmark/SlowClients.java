package io.dataaccount.http.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections that send one request each and hold it for as long as they can, until their thread is interrupted.
 * Those that send add a byte to the body every two seconds, and connect again two seconds after the server closed the
 * connection. The others read nothing, and connect again after twenty seconds.
 */
final class SlowClients implements Runnable {
    private static final Duration BETWEEN_BYTES = Duration.ofSeconds(2);
    private static final Duration UNREAD = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final InetSocketAddress server;
    private final byte[] request;
    private final boolean sends;
    private final @Nullable SocketChannel[] connections;
    private final long[] since;

    SlowClients(InetSocketAddress server, int count, byte[] request, boolean sends) {
        this.server = server;
        this.request = request;
        this.sends = sends;
        this.connections = new SocketChannel[count];
        this.since = new long[count];
        Arrays.fill(since, System.nanoTime() - BETWEEN_BYTES.toNanos());
    }

    @Override
    public void run() {
        try {
            while (true) {
                for (int i = 0; i < connections.length; i++) {
                    keepUp(i);
                }
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        } catch (InterruptedException e) {
            for (int i = 0; i < connections.length; i++) {
                close(i);
            }
        }
    }

    private void keepUp(int i) {
        SocketChannel connection = connections[i];
        try {
            if (connection == null) {
                if (sends && System.nanoTime() - since[i] < BETWEEN_BYTES.toNanos()) {
                    return;
                }
                connections[i] = open();
                since[i] = System.nanoTime();
            } else if (sends && connection.read(ByteBuffer.allocate(4096)) < 0) {
                since[i] = System.nanoTime();
                close(i);
            } else if (System.nanoTime() - since[i] > (sends ? BETWEEN_BYTES : UNREAD).toNanos()) {
                since[i] = System.nanoTime();
                if (sends) {
                    connection.write(ByteBuffer.wrap(new byte[] {' '}));
                } else {
                    close(i);
                }
            }
        } catch (IOException e) {
            close(i);
        }
    }

    private SocketChannel open() throws IOException {
        SocketChannel connection = SocketChannel.open();
        connection.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        connection.connect(server);
        ByteBuffer bytes = ByteBuffer.wrap(request);
        while (bytes.hasRemaining()) {
            connection.write(bytes);
        }
        connection.configureBlocking(false);
        return connection;
    }

    private void close(int i) {
        SocketChannel connection = connections[i];
        connections[i] = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (IOException e) {
                // the socket is closed in any case
            }
        }
    }
}
