package io.dataaccount.http.benchmark;

import io.dataaccount.http.cli.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The work of a server in a period.
 *
 * @param requests the number of requests with a response, each of {@link BatchCall#FILES} URLs
 * @param bytes the bytes of all responses on the wire
 * @param elapsed the time from the first request to the last response
 * @param cpu the processor time of the server's process
 */
record BatchLoad(long requests, long bytes, Duration elapsed, Duration cpu) {
    private record Responses(long count, long bytes) {}

    /**
     * Sends the call over several connections for about the given time, on each connection one call after the other.
     */
    static BatchLoad run(ServerProcess server, BatchCall call, int connections, Duration time)
            throws InterruptedException, ExecutionException {
        byte[] request = call.onTheWire();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long cpu = server.cpu().toNanos();
            long started = System.nanoTime();
            Callable<Responses> sender = () -> send(call, request, started + time.toNanos());
            long count = 0;
            long bytes = 0;
            for (Future<Responses> each : threads.invokeAll(Collections.nCopies(connections, sender))) {
                count += each.get().count();
                bytes += each.get().bytes();
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
            return new BatchLoad(count, bytes, elapsed, server.cpu().minusNanos(cpu));
        } finally {
            threads.shutdown();
        }
    }

    private static Responses send(BatchCall call, byte[] request, long end) throws IOException {
        long count = 0;
        long bytes = 0;
        try (BatchConnection connection = new BatchConnection(call.server(), request)) {
            do {
                bytes += connection.exchange();
                count++;
            } while (System.nanoTime() < end);
        }
        return new Responses(count, bytes);
    }

    double requestsASecond() {
        return requests * 1e9 / elapsed.toNanos();
    }

    double cpuMicrosAUrl() {
        return cpu.toNanos() / 1e3 / requests / BatchCall.FILES;
    }

    double bytesAnAnswer() {
        return (double) bytes / requests;
    }
}
