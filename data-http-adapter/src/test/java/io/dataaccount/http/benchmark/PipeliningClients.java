package io.dataaccount.http.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Connections that send one request after the other as fast as the server reads them, without waiting for responses,
 * until their thread is interrupted. They read and drop the responses, or do not read at all. They open a connection
 * again at once after the server closed it.
 */
final class PipeliningClients implements Runnable {
    private static final int REQUESTS_AT_ONCE = 100;
    private static final int READ_BYTES = 64 * 1024;
    private static final int SMALL_BUFFER_BYTES = 4096;

    private final InetSocketAddress server;
    private final int count;
    private final ByteBuffer requests;
    private final boolean reads;

    PipeliningClients(InetSocketAddress server, int count, String request, boolean reads) {
        this.server = server;
        this.count = count;
        this.requests = ByteBuffer.wrap(request.repeat(REQUESTS_AT_ONCE).getBytes(ISO_8859_1));
        this.reads = reads;
    }

    @Override
    public void run() {
        ByteBuffer forgotten = ByteBuffer.allocateDirect(READ_BYTES);
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < count; i++) {
                open(selector);
            }
            while (!Thread.currentThread().isInterrupted()) {
                selector.select(key -> goOn(key, selector, forgotten), 1000);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void goOn(SelectionKey key, Selector selector, ByteBuffer forgotten) {
        SocketChannel connection = (SocketChannel) key.channel();
        try {
            if (key.isReadable()) {
                forgotten.clear();
                if (connection.read(forgotten) < 0) {
                    throw new IOException("closed");
                }
            }
            if (key.isWritable() && key.attachment() instanceof ByteBuffer left) {
                connection.write(left);
                if (!left.hasRemaining()) {
                    left.rewind();
                }
            }
        } catch (IOException e) {
            try {
                connection.close();
                open(selector);
            } catch (IOException again) {
                throw new IllegalStateException(again);
            }
        }
    }

    private void open(Selector selector) throws IOException {
        SocketChannel connection = SocketChannel.open();
        if (!reads) {
            connection.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER_BYTES);
        }
        connection.connect(server);
        connection.configureBlocking(false);
        int interest = SelectionKey.OP_WRITE | (reads ? SelectionKey.OP_READ : 0);
        connection.register(selector, interest, requests.duplicate());
    }
}
