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
 * Reads the body of a request as it arrives, without a thread that waits for it. What must arrive when is said by a
 * {@link BodyRate}.
 */
public final class RequestBody implements ReadListener {
    private static final byte[] NONE = new byte[0];
    private static final int PIECE_BYTES = 16 * 1024;

    /** Who sends just fast enough must not be looked at for every byte. */
    private static final long SELDOM_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ServletInputStream in;
    private final long most;
    private final boolean kept;
    private final BodyRate rate;
    private final Scheduler scheduler;
    private final long begin = System.nanoTime();
    private final byte[] piece = new byte[PIECE_BYTES];
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private volatile long received;
    private volatile Scheduler.Task look = () -> false;

    private RequestBody(ServletInputStream in, long most, boolean kept, BodyRate rate, Scheduler scheduler) {
        this.in = in;
        this.most = most;
        this.kept = kept;
        this.rate = rate;
        this.scheduler = scheduler;
    }

    /**
     * Reads the whole body, or so much of it. The request must be asynchronous.
     *
     * @param most how many bytes to read at most; the others are left
     * @return fails with {@link SlowBodyException}, or with what Jetty says of a body that breaks off or is malformed
     */
    public static CompletableFuture<byte[]> read(HttpServletRequest request, int most, BodyRate rate)
            throws IOException {
        return start(request, most, true, rate);
    }

    /** Reads the whole body, or what is left of it, and keeps nothing. The request must be asynchronous. */
    public static CompletableFuture<byte[]> discard(HttpServletRequest request, BodyRate rate) throws IOException {
        return start(request, Long.MAX_VALUE, false, rate);
    }

    /** Whether the request has a body, arrived or not. */
    public static boolean isAnnounced(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static CompletableFuture<byte[]> start(HttpServletRequest request, long most, boolean kept, BodyRate rate)
            throws IOException {
        if (!isAnnounced(request)) {
            return CompletableFuture.completedFuture(NONE);
        }
        Scheduler scheduler = ServletContextRequest.getServletContextRequest(request)
                .getComponents()
                .getScheduler();
        RequestBody reader = new RequestBody(request.getInputStream(), most, kept, rate, scheduler);
        reader.lookAgainIn(rate.grace().toNanos());
        reader.body.whenComplete((any, failure) -> reader.look.cancel());
        reader.in.setReadListener(reader);
        return reader.body;
    }

    private void look() {
        long left = rate.deadline(received).toNanos() - (System.nanoTime() - begin);
        if (left <= 0) {
            body.completeExceptionally(new SlowBodyException());
        } else if (!body.isDone()) {
            lookAgainIn(Math.max(left, SELDOM_NANOS));
        }
    }

    private void lookAgainIn(long nanos) {
        look = scheduler.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        if (body.isDone()) {
            look.cancel();
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!body.isDone() && in.isReady()) {
            int count = in.read(piece, 0, (int) Math.min(piece.length, most - received));
            if (count < 0) {
                return;
            }
            if (kept) {
                bytes.write(piece, 0, count);
            }
            received += count;
            if (received == most) {
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
