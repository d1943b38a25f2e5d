package io.dataaccount.http.server;

import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.rest.SharedBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A response that {@link ResponseBuffers} keeps in memory until the client reads it. Completes the request, by Jetty's
 * callback, when the last byte is sent.
 */
final class BufferedResponse extends Response.Wrapper {
    /** A response of this size is buffered even if the memory is full: an error response has to fit. */
    private static final int ALWAYS_ACCEPTED_BYTES = 4 * 1024;

    /**
     * A part of the response that is not sent yet.
     *
     * @param reserved bytes of this part that are reserved in {@link ResponseBuffers}
     * @param written completes when the part is sent; {@link Callback#NOOP} if the writer did not wait for that
     */
    private record Piece(boolean last, ByteBuffer content, int reserved, Callback written) {}

    private final ResponseBuffers buffers;
    private final Callback handled;
    private final Sender sender = new Sender();
    private final Object lock = new Object(); // guards every field below
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private @Nullable Piece inFlight;
    private @Nullable UserId caller;
    private long reserved;
    private long sent;
    private boolean started;
    private boolean replaced;
    private boolean lastWritten;

    /** Whether the writer may wait for the client. {@link ResponseBuffers} limits how many writers may. */
    private boolean hasWaitPermit;

    private Scheduler.@Nullable Task progressCheck;
    private boolean ended;
    private @Nullable Throwable failure;

    BufferedResponse(ResponseBuffers buffers, Request request, Response response, Callback handled) {
        super(request, response);
        this.buffers = buffers;
        this.handled = handled;
    }

    @Override
    public void write(boolean isLast, @Nullable ByteBuffer content, Callback callback) {
        boolean last = isLast;
        ByteBuffer bytes = content == null ? BufferUtil.EMPTY_BUFFER : content;
        @Nullable Throwable rejection = null;
        boolean writerContinues = true;
        synchronized (lock) {
            if (!started) {
                caller = getRequest().getAttribute(ResponseBuffers.CALLER) instanceof UserId known ? known : null;
            }
            if (failure != null) {
                rejection = failure;
            } else if (replaced) {
                last = true; // the 503 is the response now, and these bytes are dropped
            } else if (isShared(bytes)) {
                pieces.add(new Piece(last, bytes.slice(), 0, Callback.NOOP));
            } else if (reserve(bytes.remaining())) {
                pieces.add(copy(last, bytes));
            } else if (mayBlockWriter()) {
                writerContinues = false;
                pieces.add(new Piece(last, bytes, 0, callback));
            } else if (!started) {
                last = true;
                replace();
            } else {
                rejection = new IOException("the memory for unread responses is full");
            }
            started = true;
            lastWritten |= last && rejection == null;
        }
        if (rejection != null) {
            callback.failed(rejection);
            return;
        }
        sender.iterate();
        startProgressChecks();
        if (writerContinues) {
            callback.succeeded();
        }
    }

    /** Copies the bytes to the heap: the writer reuses its buffer, which may be a direct buffer. */
    private static Piece copy(boolean last, ByteBuffer bytes) {
        int length = bytes.remaining();
        return new Piece(last, ByteBuffer.allocate(length).put(bytes).flip(), length, Callback.NOOP);
    }

    private boolean isShared(ByteBuffer bytes) {
        return getRequest().getAttribute(ResponseBuffers.SHARED_BODY) instanceof SharedBody shared
                && shared.isShownBy(bytes);
    }

    /** Replaces the response by a 503. Nothing has been sent yet, so the status and the headers can still change. */
    private void replace() {
        replaced = true;
        byte[] body = OverloadResponse.replace(this);
        buffers.reserveAnyway(body.length, caller);
        reserved += body.length;
        pieces.add(new Piece(true, ByteBuffer.wrap(body), body.length, Callback.NOOP));
    }

    /** The permit is valid for the whole response, so that a response that is sent in part is not cut off later. */
    private boolean mayBlockWriter() {
        hasWaitPermit = hasWaitPermit || (caller != null && buffers.tryStartWaiting());
        return hasWaitPermit;
    }

    private void endWriting() {
        ended = true;
        if (hasWaitPermit) {
            hasWaitPermit = false;
            buffers.endWaiting();
        }
    }

    private boolean reserve(int bytes) {
        boolean fits = reserved + bytes <= buffers.limits().maxBytesPerResponse() && buffers.tryReserve(bytes, caller);
        if (!fits && reserved + bytes <= ALWAYS_ACCEPTED_BYTES) {
            buffers.reserveAnyway(bytes, caller);
            fits = true;
        }
        if (fits) {
            reserved += bytes;
        }
        return fits;
    }

    @Override
    public boolean hasLastWrite() {
        synchronized (lock) {
            return lastWritten || super.hasLastWrite();
        }
    }

    /** The handler has written the whole response. Parts of it may not be sent yet. */
    void end() {
        @Nullable Throwable broken;
        synchronized (lock) {
            endWriting();
            broken = failure;
        }
        if (broken == null) {
            sender.iterate();
        } else {
            handled.failed(broken);
        }
    }

    /** The handler failed, so the response stays incomplete. */
    void abort(Throwable cause) {
        synchronized (lock) {
            endWriting();
        }
        fail(cause);
    }

    private void fail(Throwable cause) {
        List<Piece> dropped = new ArrayList<>();
        boolean completesRequest;
        synchronized (lock) {
            if (failure == null) {
                failure = cause;
            }
            if (inFlight != null) {
                dropped.add(inFlight);
                inFlight = null;
            }
            dropped.addAll(pieces);
            pieces.clear();
            buffers.release(reserved, caller);
            reserved = 0;
            completesRequest = ended;
        }
        cancelProgressCheck();
        dropped.forEach(piece -> piece.written().failed(cause));
        if (completesRequest) {
            handled.failed(cause);
        }
    }

    /** While bytes are unsent, checks once per interval that the client reads fast enough. */
    private void startProgressChecks() {
        synchronized (lock) {
            if (progressCheck == null && hasUnsentBytes()) {
                scheduleProgressCheck(sent);
            }
        }
    }

    /** Looks at {@code pieces} too: between two pieces, none is in flight. */
    private boolean hasUnsentBytes() {
        return inFlight != null || !pieces.isEmpty();
    }

    private void scheduleProgressCheck(long sentBefore) {
        progressCheck = getRequest()
                .getComponents()
                .getScheduler()
                .schedule(
                        () -> checkProgress(sentBefore),
                        buffers.limits().interval().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    private void cancelProgressCheck() {
        synchronized (lock) {
            if (progressCheck != null) {
                progressCheck.cancel();
            }
        }
    }

    private void checkProgress(long sentBefore) {
        synchronized (lock) {
            progressCheck = null;
            if (!hasUnsentBytes() || failure != null) {
                return;
            }
            if (sent - sentBefore >= buffers.limits().minBytes()) {
                scheduleProgressCheck(sent);
                return;
            }
        }
        fail(new IOException("the client reads too slowly"));
    }

    private final class Sender extends IteratingCallback {
        private int length;

        @Override
        protected Action process() {
            Piece piece;
            synchronized (lock) {
                piece = pieces.poll();
                inFlight = piece;
                length = piece == null ? 0 : piece.content().remaining();
                if (piece == null) {
                    return ended && failure == null ? Action.SUCCEEDED : Action.IDLE;
                }
            }
            getWrapped().write(piece.last(), piece.content(), this);
            return Action.SCHEDULED;
        }

        @Override
        protected void onSuccess() {
            Piece piece;
            synchronized (lock) {
                piece = inFlight;
                if (piece == null) {
                    return; // fail() has dropped the piece
                }
                inFlight = null;
                reserved -= piece.reserved();
                buffers.release(piece.reserved(), caller);
                sent += length;
            }
            piece.written().succeeded();
        }

        @Override
        protected void onCompleteSuccess() {
            cancelProgressCheck();
            handled.succeeded();
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            fail(cause);
        }
    }
}
