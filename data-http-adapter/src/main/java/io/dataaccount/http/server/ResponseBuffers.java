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
 * Keeps the unread part of responses in memory, so that no thread waits for a client that reads slowly. The memory is
 * limited per response, per caller and in total. If it does not suffice:
 *
 * <ul>
 *   <li>The writer of a response for a known caller waits for the client. The number of waiting writers is limited.
 *   <li>A response without a caller, or one whose writer may not wait, becomes a 503. If a part of it has been sent,
 *       its connection is closed instead.
 * </ul>
 *
 * <p>A client that reads more slowly than {@link Limits} requires is disconnected. A {@link SharedBody} takes no memory
 * here. Safe for use by many threads.
 */
final class ResponseBuffers extends Handler.Wrapper {
    /**
     * The request attribute with the {@link UserId} of the caller that the response is for. If it is set, the thread
     * that writes the response may wait for the client.
     */
    static final String CALLER = ResponseBuffers.class.getName() + ".caller";

    /** The request attribute with the {@link SharedBody} of the response, if the response has one. */
    static final String SHARED_BODY = ResponseBuffers.class.getName() + ".sharedBody";

    private static final Object NO_CALLER = new Object();

    private final Limits limits;
    private final Semaphore waitPermits;

    /** Reserved bytes by caller, or by {@link #NO_CALLER}; has no zeros. */
    private final Map<Object, Long> reservedByCaller = new HashMap<>();

    private long reserved;

    /**
     * Limits of the memory for unread responses.
     *
     * @param maxBytesPerResponse bytes of one response
     * @param maxBytes bytes of all responses together. All responses without a caller may use half of it, those for one
     *     caller a quarter
     * @param interval the time within which a client must take {@code minBytes}, if the response has that many left
     * @param minBytes bytes
     */
    record Limits(long maxBytesPerResponse, long maxBytes, Duration interval, long minBytes) {
        /**
         * A batch of 1,000 upload URLs has at most 6 MB. The minimum of 4 KiB per second is an eighth of the speed of a
         * connection of 256 kbit/s.
         */
        static final Limits DEFAULT = new Limits(
                8L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8, Duration.ofSeconds(30), 30L * 4 * 1024);
    }

    /** @param maxWaiting how many writers may wait for their clients at the same time */
    ResponseBuffers(Limits limits, int maxWaiting) {
        this.limits = limits;
        this.waitPermits = new Semaphore(maxWaiting);
    }

    Limits limits() {
        return limits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        BufferedResponse buffered = new BufferedResponse(this, request, response, callback);
        return super.handle(request, buffered, Callback.from(buffered::end, buffered::abort));
    }

    /**
     * Reserves memory if the limits allow it. The caller of this method must {@link #release} it.
     *
     * @param caller null for a response without a caller
     * @return whether the memory is reserved
     */
    synchronized boolean tryReserve(long bytes, @Nullable UserId caller) {
        long max = limits.maxBytes() / (caller == null ? 2 : 4);
        boolean fits =
                reserved + bytes <= limits.maxBytes() && reservedByCaller.getOrDefault(key(caller), 0L) + bytes <= max;
        if (fits) {
            reserveAnyway(bytes, caller);
        }
        return fits;
    }

    /** Reserves memory even beyond the limits. */
    synchronized void reserveAnyway(long bytes, @Nullable UserId caller) {
        reserved += bytes;
        reservedByCaller.merge(key(caller), bytes, Long::sum);
    }

    /** Releases reserved memory. */
    synchronized void release(long bytes, @Nullable UserId caller) {
        reserved -= bytes;
        reservedByCaller.computeIfPresent(key(caller), (any, before) -> before == bytes ? null : before - bytes);
    }

    private static Object key(@Nullable UserId caller) {
        return caller == null ? NO_CALLER : caller;
    }

    /** Returns whether one more writer may wait. If so, {@link #endWaiting} must follow. */
    boolean tryStartWaiting() {
        return waitPermits.tryAcquire();
    }

    void endWaiting() {
        waitPermits.release();
    }

    /** Bytes that are reserved now for all responses. */
    synchronized long reservedBytes() {
        return reserved;
    }
}
