package io.dataaccount.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps what clients have not read yet of their responses in memory, so that no thread waits for a client that reads
 * slowly. The memory is limited for each response and for all of them. Where it does not suffice, who writes waits, if it
 * may, and otherwise the connection is dropped. A client that reads more slowly than {@link Limits} says
 * is dropped too.
 */
final class BufferedAnswers extends Handler.Wrapper {
    /** The attribute of a request that says that the thread which writes its response may wait for the client. */
    static final String WRITER_MAY_WAIT = BufferedAnswers.class.getName() + ".mayWait";

    private final Limits limits;
    private final AtomicLong kept = new AtomicLong();

    /**
     * What is kept, and for whom.
     *
     * @param ofOne bytes of one response
     * @param ofAll bytes of all responses together; those whose writer may not wait have half of it
     * @param time within which a client takes {@code leastBytes}, if there are so many for it
     */
    record Limits(long ofOne, long ofAll, Duration time, long leastBytes) {
        /**
         * A batch of 1,000 upload URLs has 6 MB at most. 4 KiB a second are an eighth of what a connection of 256 kbit/s
         * takes.
         */
        static final Limits DEFAULT = new Limits(
                8L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8, Duration.ofSeconds(30), 30L * 4 * 1024);
    }

    BufferedAnswers(Limits limits) {
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        BufferedAnswer answer = new BufferedAnswer(this, request, response, callback);
        return super.handle(request, answer, Callback.from(answer::end, answer::breakOff));
    }

    /** Takes memory, of which {@link #free} must be told. */
    boolean take(long bytes, boolean mayWait) {
        long most = mayWait ? limits.ofAll() : limits.ofAll() / 2;
        if (kept.addAndGet(bytes) <= most) {
            return true;
        }
        kept.addAndGet(-bytes);
        return false;
    }

    void takeAnyway(long bytes) {
        kept.addAndGet(bytes);
    }

    void free(long bytes) {
        kept.addAndGet(-bytes);
    }

    /** Bytes that are kept for all clients now. */
    long kept() {
        return kept.get();
    }
}
