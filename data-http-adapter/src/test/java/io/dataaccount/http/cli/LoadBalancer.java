package io.dataaccount.http.cli;

import io.dataaccount.http.testing.RawHttp;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A load balancer that works as those of AWS do: it requests {@code /readyz} of each server at an interval, sends
 * requests only to the servers that are ready, keeps connections open between requests, and never sends a request a
 * second time.
 */
final class LoadBalancer implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 250;

    private final List<Target> targets;
    private final AtomicInteger next = new AtomicInteger();
    private final ScheduledExecutorService checks = Executors.newScheduledThreadPool(2);

    /** @param ports of the servers on 127.0.0.1 */
    LoadBalancer(List<Integer> ports) {
        targets = ports.stream().map(Target::new).toList();
        for (Target target : targets) {
            var unused = checks.scheduleWithFixedDelay(target::check, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** A server. */
    static final class Target {
        final int port;

        /** Completed when the server is ready, no longer ready, and does not accept connections. */
        final CompletableFuture<Void> ready = new CompletableFuture<>();

        final CompletableFuture<Void> unready = new CompletableFuture<>();
        final CompletableFuture<Void> gone = new CompletableFuture<>();

        final AtomicInteger handled = new AtomicInteger();
        private final ConcurrentLinkedDeque<KeptConnection> idle = new ConcurrentLinkedDeque<>();
        private volatile boolean isReady;

        private Target(int port) {
            this.port = port;
        }

        private void check() {
            int status;
            try {
                status = RawHttp.status(RawHttp.request(port, "GET /readyz"));
            } catch (IOException | RuntimeException e) {
                isReady = false;
                unready.complete(null);
                gone.complete(null);
                return;
            }
            isReady = status == 200;
            if (isReady) {
                ready.complete(null);
            } else {
                unready.complete(null);
            }
        }

        private int send(String request) throws IOException {
            KeptConnection kept = idle.pollFirst();
            KeptConnection connection = kept == null ? new KeptConnection(port) : kept;
            int status = connection.send(request);
            handled.incrementAndGet();
            if (connection.isOpen()) {
                idle.addFirst(connection);
            }
            return status;
        }
    }

    Target target(int index) {
        return targets.get(index);
    }

    /**
     * Sends a request without a body to the next ready server, and returns the status of the response.
     *
     * @param request the whole request
     * @throws IOException if the connection fails, or no server is ready
     */
    int send(String request) throws IOException {
        int first = next.getAndIncrement();
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(Math.floorMod(first + i, targets.size()));
            if (target.isReady) {
                return target.send(request);
            }
        }
        throw new IOException("no server is ready");
    }

    @Override
    public void close() {
        checks.shutdownNow();
        targets.forEach(target -> target.idle.forEach(KeptConnection::close));
    }
}
