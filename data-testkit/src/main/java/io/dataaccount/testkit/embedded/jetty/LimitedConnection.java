package io.dataaccount.testkit.embedded.jetty;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * A connection that limits what a client costs with the headers of requests and with requests that it sends ahead.
 *
 * <p>Of a header it limits the number of the fields, each of which takes many times its bytes in memory, and the time
 * it takes to arrive. Trailers count with it. Jetty limits its bytes, and the time between two of them. A body comes as
 * it is or in chunks, and in no other coding.
 *
 * <p>Jetty's thread goes on with the next request for as long as one is there already (pipelining), so a client that
 * never stops sending would hold it for ever. Here the thread leaves after {@link RequestsInARow#MAX} requests, and the
 * connection waits for one of the {@link PipelineTurns}.
 */
public final class LimitedConnection extends HttpConnection implements OpenConnections.Open {
    private final Factory limits;

    /** When the request whose header arrives began. */
    private long begun;

    /** The last one that has begun. */
    private volatile RequestsInARow inARow = new RequestsInARow();

    /** Turns of this connection that have begun and not ended. */
    private final AtomicInteger turns = new AtomicInteger();

    /** Whether a request has begun to arrive, and its response is not sent yet. */
    private volatile boolean underWay;

    private LimitedConnection(Factory limits, Connector connector, EndPoint endPoint) {
        super(limits.getHttpConfiguration(), connector, endPoint);
        this.limits = limits;
        this.begun = limits.nanos.getAsLong();
    }

    /** The connection of a request, if it is one of these. */
    public static Optional<LimitedConnection> of(HttpServletRequest request) {
        Connection connection = ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection();
        return connection instanceof LimitedConnection limited ? Optional.of(limited) : Optional.empty();
    }

    /** Whether the line of a request has arrived, and its response is not sent yet. */
    boolean isRequestUnderWay() {
        return underWay;
    }

    private void requestEnded() {
        limits.connections.release(this);
        underWay = false;
        if (getConnector() instanceof GracefulConnector connector) {
            connector.requestEnded(this);
        }
    }

    /** The request that is under way is one of a known caller, for whom the connection stays open. */
    public void keep() {
        limits.connections.keep(this);
    }

    @Override
    public void onOpen() {
        limits.connections.opened(this); // first, since a request may come as soon as Jetty knows
        super.onOpen();
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        limits.connections.closed(this);
        super.onClose(cause);
    }

    @Override
    public void closeNow() {
        getEndPoint().close();
    }

    /**
     * Comes with the bytes of a header, in one thread at a time. A header that is late is noticed when more of it
     * arrives, and if nothing does, the idle timeout ends the connection.
     */
    @Override
    public void onFillable() {
        if (isHeaderArriving() && limits.nanos.getAsLong() - begun > limits.headerTime.toNanos()) {
            close();
            return;
        }
        RequestsInARow mine = new RequestsInARow();
        inARow = mine;
        try {
            super.onFillable();
        } finally {
            mine.end().ifPresent(this::askForTurn);
        }
    }

    private void askForTurn(Runnable goOn) {
        limits.turns.ask(() -> {
            turns.incrementAndGet();
            try {
                goOn.run();
            } catch (RuntimeException | Error e) {
                getEndPoint().close(e);
                endTurn();
            }
        });
    }

    /** Comes in a thread of its own when a request was done with after {@link #onFillable} had returned. */
    @Override
    public void run() {
        try {
            super.run();
        } finally {
            endTurn();
        }
    }

    private void endTurn() {
        if (turns.getAndUpdate(count -> Math.max(count - 1, 0)) > 0) {
            limits.turns.end();
        }
    }

    @Override
    protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
        inARow.count();
        limits.connections.used(this);
        underWay = true;
        return new Stream(method, uri, version);
    }

    /** A request and its response. */
    private final class Stream extends HttpStreamOverHTTP1 {
        Stream(String method, String uri, HttpVersion version) {
            super(method, uri, version);
        }

        @Override
        public void succeeded() {
            requestEnded();
            if (!inARow.stopBefore(super::succeeded)) {
                super.succeeded();
            }
        }

        @Override
        public void failed(Throwable cause) {
            requestEnded();
            super.failed(cause);
        }
    }

    /** Whether a request line or a header is there in part. */
    boolean isHeaderArriving() {
        return getParser().inHeaderState() && !getParser().isStart();
    }

    /** Comes from the constructor of the superclass, before there are fields here. */
    @Override
    protected RequestHandler newRequestHandler() {
        return new CountingHandler();
    }

    private final class CountingHandler extends RequestHandler {
        private int fields;
        private boolean hasCoding;

        /** Comes before the first byte of a request is read, and may come several times. */
        @Override
        public void messageBegin() {
            begun = limits.nanos.getAsLong();
            fields = 0;
            hasCoding = false;
            super.messageBegin();
        }

        @Override
        public void parsedHeader(HttpField field) {
            count();
            if (field.getHeader() == HttpHeader.TRANSFER_ENCODING) {
                requireChunked(field.getValue());
            }
            super.parsedHeader(field);
        }

        @Override
        public void parsedTrailer(HttpField field) {
            count();
            super.parsedTrailer(field);
        }

        private void count() {
            fields++;
            if (fields > Factory.MAX_FIELDS) {
                throw new HttpException.RuntimeException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
            }
        }

        /**
         * Jetty ignores codings before the last one, and would hand over a body that is still in them.
         *
         * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.1">RFC 9112, section 6.1</a>
         */
        private void requireChunked(@Nullable String coding) {
            if (hasCoding || !"chunked".equalsIgnoreCase(coding)) {
                throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400);
            }
            hasCoding = true;
        }
    }

    /** Makes such connections. */
    public static final class Factory extends HttpConnectionFactory {
        /** Browsers and proxies send fewer than 50. */
        public static final int MAX_FIELDS = 200;

        private final Duration headerTime;
        private final LongSupplier nanos;
        private final PipelineTurns turns;
        private final OpenConnections connections;

        /**
         * @param headerTime within which the line and the header of a request arrive
         * @param turns how many connections at once go on with requests that were sent ahead, 1 or more
         * @param maxConnections how many are open at once, 1 or more
         */
        public Factory(HttpConfiguration config, Duration headerTime, int turns, int maxConnections) {
            this(config, headerTime, System::nanoTime, new PipelineTurns(turns), new OpenConnections(maxConnections));
        }

        /** @param nanos a clock that goes forward, such as that of {@link System#nanoTime} */
        Factory(
                HttpConfiguration config,
                Duration headerTime,
                LongSupplier nanos,
                PipelineTurns turns,
                OpenConnections connections) {
            super(config);
            this.headerTime = headerTime;
            this.nanos = nanos;
            this.turns = turns;
            this.connections = connections;
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            LimitedConnection connection = new LimitedConnection(this, connector, endPoint);
            connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
            return configure(connection, connector, endPoint);
        }
    }
}
