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

/** One response of {@link ResponseBuffers}. Jetty is told that the request is handled when the last byte is sent. */
final class BufferedResponse extends Response.Wrapper {
    /** What is kept even if there is no memory left for it: headers, and an error. */
    private static final int SMALL = 4 * 1024;

    /**
     * @param kept bytes that are taken of the memory of all
     * @param written told once it is sent; does nothing if that was told before
     */
    private record Piece(boolean last, ByteBuffer content, int kept, Callback written) {}

    private final ResponseBuffers answers;
    private final Callback handled;
    private final Sender sender = new Sender();
    private final Object lock = new Object(); // of everything below
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private @Nullable Piece inFlight;
    private @Nullable UserId caller;
    private long kept;
    private long sent;
    private boolean begun;
    private boolean replaced;
    private boolean lastWritten;

    /** Whether the writer has a place to wait, of which there are few. */
    private boolean waits;

    private Scheduler.@Nullable Task look;
    private boolean ended;
    private @Nullable Throwable failure;

    BufferedResponse(ResponseBuffers answers, Request request, Response response, Callback handled) {
        super(request, response);
        this.answers = answers;
        this.handled = handled;
    }

    @Override
    public void write(boolean isLast, @Nullable ByteBuffer content, Callback callback) {
        boolean last = isLast;
        ByteBuffer bytes = content == null ? BufferUtil.EMPTY_BUFFER : content;
        @Nullable Throwable refused = null;
        boolean keeps = true;
        synchronized (lock) {
            if (!begun) {
                caller = getRequest().getAttribute(ResponseBuffers.CALLER) instanceof UserId known ? known : null;
            }
            if (failure != null) {
                refused = failure;
            } else if (replaced) {
                last = true; // what is written now is no part of the response any more
            } else if (isShared(bytes)) {
                pieces.add(new Piece(last, bytes.slice(), 0, Callback.NOOP));
            } else if (keep(bytes.remaining())) {
                pieces.add(kept(last, bytes));
            } else if (mayWait()) {
                keeps = false;
                pieces.add(new Piece(last, bytes, 0, callback));
            } else if (!begun) {
                last = true;
                replace();
            } else {
                refused = new IOException("too much is kept for clients that do not read");
            }
            begun = true;
            lastWritten |= last && refused == null;
        }
        if (refused != null) {
            callback.failed(refused);
            return;
        }
        sender.iterate();
        watch();
        if (keeps) {
            callback.succeeded();
        }
    }

    /** On the heap, since who writes uses the buffer again, which may be outside of it. */
    private static Piece kept(boolean last, ByteBuffer bytes) {
        int length = bytes.remaining();
        return new Piece(last, ByteBuffer.allocate(length).put(bytes).flip(), length, Callback.NOOP);
    }

    private boolean isShared(ByteBuffer bytes) {
        return getRequest().getAttribute(ResponseBuffers.SHARED_BODY) instanceof SharedBody shared
                && shared.isShownBy(bytes);
    }

    /** Nothing has been sent, so the status and the headers can still change. */
    private void replace() {
        replaced = true;
        byte[] body = HeapCheck.replace(this);
        answers.takeAnyway(body.length, caller);
        kept += body.length;
        pieces.add(new Piece(true, ByteBuffer.wrap(body), body.length, Callback.NOOP));
    }

    /** Once is for the whole response: one that is sent in part and well read should not break off. */
    private boolean mayWait() {
        waits = waits || (caller != null && answers.mayWait());
        return waits;
    }

    /** Nobody writes any more. */
    private void writerEnds() {
        ended = true;
        if (waits) {
            waits = false;
            answers.endWaiting();
        }
    }

    private boolean keep(int bytes) {
        boolean keeps = kept + bytes <= answers.limits().ofOne() && answers.take(bytes, caller);
        if (!keeps && kept + bytes <= SMALL) {
            answers.takeAnyway(bytes, caller);
            keeps = true;
        }
        if (keeps) {
            kept += bytes;
        }
        return keeps;
    }

    @Override
    public boolean hasLastWrite() {
        synchronized (lock) {
            return lastWritten || super.hasLastWrite();
        }
    }

    /** Everything is written, though it may not be sent yet. */
    void end() {
        @Nullable Throwable broken;
        synchronized (lock) {
            writerEnds();
            broken = failure;
        }
        if (broken == null) {
            sender.iterate();
        } else {
            handled.failed(broken);
        }
    }

    /** The response is not whole and never will be. */
    void breakOff(Throwable cause) {
        synchronized (lock) {
            writerEnds();
        }
        fail(cause);
    }

    private void fail(Throwable cause) {
        List<Piece> dropped = new ArrayList<>();
        boolean tell;
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
            answers.free(kept, caller);
            kept = 0;
            tell = ended;
        }
        stopLooking();
        dropped.forEach(piece -> piece.written().failed(cause));
        if (tell) {
            handled.failed(cause);
        }
    }

    /** Looks now and then at whether the client still reads, if there is something left for it. */
    private void watch() {
        synchronized (lock) {
            if (look == null && isSomethingLeft()) {
                lookAgain(sent);
            }
        }
    }

    /** Between two pieces none is in flight. */
    private boolean isSomethingLeft() {
        return inFlight != null || !pieces.isEmpty();
    }

    private void lookAgain(long sentBefore) {
        look = getRequest()
                .getComponents()
                .getScheduler()
                .schedule(() -> look(sentBefore), answers.limits().time().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void stopLooking() {
        synchronized (lock) {
            if (look != null) {
                look.cancel();
            }
        }
    }

    private void look(long sentBefore) {
        synchronized (lock) {
            look = null;
            if (!isSomethingLeft() || failure != null) {
                return;
            }
            if (sent - sentBefore >= answers.limits().leastBytes()) {
                lookAgain(sent);
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
                    return; // given up before
                }
                inFlight = null;
                kept -= piece.kept();
                answers.free(piece.kept(), caller);
                sent += length;
            }
            piece.written().succeeded();
        }

        @Override
        protected void onCompleteSuccess() {
            stopLooking();
            handled.succeeded();
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            fail(cause);
        }
    }
}
