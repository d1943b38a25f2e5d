package io.dataaccount.testkit.embedded.jetty;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads the body of a request as it arrives, without a waiting thread. A {@link BodyRate} sets the minimum rate.
 */
public final class RequestBody implements ReadListener {
    private static final byte[] NONE = new byte[0];
    private static final int BUFFER_BYTES = 16 * 1024;

    /**
     * Minimum time between two checks, so that a client at exactly the minimum rate does not cause a check per byte.
     */
    private static final long MIN_CHECK_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ServletInputStream in;
    private final long maxBytes;
    private final boolean kept;
    private final BodyRate rate;
    private final Scheduler scheduler;
    private final long begin = System.nanoTime();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private volatile long received;
    private volatile Scheduler.Task nextCheck = () -> false;

    private RequestBody(ServletInputStream in, long maxBytes, boolean kept, BodyRate rate, Scheduler scheduler) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.kept = kept;
        this.rate = rate;
        this.scheduler = scheduler;
    }

    /**
     * Reads the body up to a maximum. The request must be asynchronous.
     *
     * @param maxBytes how many bytes to read at most; the rest stays unread
     * @return the bytes; fails with {@link SlowBodyException}, or with the exception of Jetty for an incomplete or
     *     malformed body
     */
    public static CompletableFuture<byte[]> read(HttpServletRequest request, int maxBytes, BodyRate rate)
            throws IOException {
        return start(request, maxBytes, true, rate);
    }

    /**
     * Reads and discards the rest of the body. The request must be asynchronous.
     *
     * @return an empty array; fails as {@link #read}
     */
    public static CompletableFuture<byte[]> discard(HttpServletRequest request, BodyRate rate) throws IOException {
        return start(request, Long.MAX_VALUE, false, rate);
    }

    /** Whether the headers announce a body, even if it has not arrived yet. */
    public static boolean isAnnounced(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static CompletableFuture<byte[]> start(
            HttpServletRequest request, long maxBytes, boolean kept, BodyRate rate) throws IOException {
        if (!isAnnounced(request)) {
            return CompletableFuture.completedFuture(NONE);
        }
        Scheduler scheduler = ServletContextRequest.getServletContextRequest(request)
                .getComponents()
                .getScheduler();
        RequestBody reader = new RequestBody(request.getInputStream(), maxBytes, kept, rate, scheduler);
        reader.checkAgainIn(rate.grace().toNanos());
        reader.body.whenComplete((any, failure) -> reader.nextCheck.cancel());
        reader.in.setReadListener(reader);
        return reader.body;
    }

    private void check() {
        long left = rate.deadline(received).toNanos() - (System.nanoTime() - begin);
        if (left <= 0) {
            body.completeExceptionally(new SlowBodyException());
        } else if (!body.isDone()) {
            checkAgainIn(Math.max(left, MIN_CHECK_INTERVAL_NANOS));
        }
    }

    private void checkAgainIn(long nanos) {
        nextCheck = scheduler.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
        if (body.isDone()) {
            nextCheck.cancel();
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!body.isDone() && in.isReady()) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, maxBytes - received));
            if (count < 0) {
                return;
            }
            if (kept) {
                bytes.write(buffer, 0, count);
            }
            received += count;
            if (received == maxBytes) {
                body.complete(bytes.toByteArray());
            }
        }
    }

    @Override
    public void onAllDataRead() {
        body.complete(bytes.toByteArray());
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }
}
