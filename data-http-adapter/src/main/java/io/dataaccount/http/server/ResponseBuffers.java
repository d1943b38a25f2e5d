package io.dataaccount.http.server;

import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.rest.SharedBody;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what clients have not read yet of their responses in memory, so that no thread waits for a client that reads
 * slowly. The memory is limited for each response, for each caller and for all of them. Where it does not suffice, the
 * writer of a response for a known caller waits, but only so many of them at once. A response for nobody, or one whose
 * writer may not wait, becomes a 503, or is dropped if some of it has been sent. A client that reads more slowly than
 * {@link Limits} says is dropped too. A {@link SharedBody} takes no memory here.
 */
final class ResponseBuffers extends Handler.Wrapper {
    /**
     * The attribute of a request that has the {@link UserId} of the caller that the response is for. The thread that writes
     * it may wait for the client.
     */
    static final String CALLER = ResponseBuffers.class.getName() + ".caller";

    /** The attribute of a request that has the {@link SharedBody} of the response, if it has one. */
    static final String SHARED_BODY = ResponseBuffers.class.getName() + ".sharedBody";

    private static final Object NOBODY = new Object();

    private final Limits limits;

    /** For writers that wait. */
    private final Semaphore places;

    /** What is kept for each caller and for nobody, where it is more than nothing. */
    private final Map<Object, Long> shares = new HashMap<>();

    private long kept;

    /**
     * What is kept, and for whom.
     *
     * @param ofOne bytes of one response
     * @param ofAll bytes of all responses together; those for nobody have half of it, and those for one caller a quarter
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

    /** @param mostWaiting writers that wait for their clients at once */
    ResponseBuffers(Limits limits, int mostWaiting) {
        this.limits = limits;
        this.places = new Semaphore(mostWaiting);
    }

    Limits limits() {
        return limits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        BufferedResponse answer = new BufferedResponse(this, request, response, callback);
        return super.handle(request, answer, Callback.from(answer::end, answer::breakOff));
    }

    /**
     * Takes memory, of which {@link #free} must be told.
     *
     * @param caller null for nobody
     */
    synchronized boolean take(long bytes, @Nullable UserId caller) {
        long most = limits.ofAll() / (caller == null ? 2 : 4);
        boolean fits = kept + bytes <= limits.ofAll() && shares.getOrDefault(share(caller), 0L) + bytes <= most;
        if (fits) {
            takeAnyway(bytes, caller);
        }
        return fits;
    }

    synchronized void takeAnyway(long bytes, @Nullable UserId caller) {
        kept += bytes;
        shares.merge(share(caller), bytes, Long::sum);
    }

    synchronized void free(long bytes, @Nullable UserId caller) {
        kept -= bytes;
        shares.computeIfPresent(share(caller), (any, before) -> before == bytes ? null : before - bytes);
    }

    private static Object share(@Nullable UserId caller) {
        return caller == null ? NOBODY : caller;
    }

    /** Lets one more writer wait, if so many may. {@link #endWaiting} must follow. */
    boolean mayWait() {
        return places.tryAcquire();
    }

    void endWaiting() {
        places.release();
    }

    /** Bytes that are kept for all clients now. */
    synchronized long kept() {
        return kept;
    }
}
