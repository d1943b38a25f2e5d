package io.dataaccount.http.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that run REST calls, and nothing else. These threads wait for AWS; Jetty's own threads never do. So
 * health checks, failed sign-ins and the web page get a response while all workers wait. Safe for use by many
 * threads.
 */
final class Workers implements Executor, AutoCloseable {
    private final ThreadPoolExecutor threads;

    /**
     * @param max how many calls may run at the same time
     * @param waiting how many calls may wait for a thread, 1 or more
     */
    Workers(int max, int waiting) {
        AtomicInteger count = new AtomicInteger();
        threads = new ThreadPoolExecutor(max, max, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), work -> {
            Thread thread = new Thread(work, "worker-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /** @throws RejectedExecutionException if the maximum number of calls waits already, or this is closed */
    @Override
    public void execute(Runnable call) {
        threads.execute(call);
    }

    /** Interrupts the running calls and does not wait for them. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
