package io.dataaccount.http.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that calls of the contract run on, and nothing else: they wait for AWS. Jetty's own threads never do, so
 * health checks, sign-in failures and the page are answered while all workers wait.
 */
final class Workers implements Executor, AutoCloseable {
    private final ThreadPoolExecutor threads;

    /**
     * @param most calls that run at once
     * @param waiting calls that may wait for a thread, 1 or more
     */
    Workers(int most, int waiting) {
        AtomicInteger count = new AtomicInteger();
        threads = new ThreadPoolExecutor(most, most, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), work -> {
            Thread thread = new Thread(work, "worker-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /** @throws RejectedExecutionException if too many calls wait already, or this is closed */
    @Override
    public void execute(Runnable call) {
        threads.execute(call);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
