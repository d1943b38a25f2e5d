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
 * A connection that limits the resources that a client can use with large or slow headers and with pipelined requests.
 *
 * <p>It limits the number of header fields, because each field needs many times its bytes in memory, and the time until
 * a header has arrived. Trailers count as header fields. Jetty limits the bytes of a header and the time between two
 * bytes. A body has no transfer coding or is chunked; other codings are refused.
 *
 * <p>A thread of Jetty continues with the next request as long as one has already arrived (pipelining), so a client
 * that never stops sending would keep the thread for ever. Here the thread leaves the connection after {@link
 * ConsecutiveRequests#MAX} requests, and the connection waits for one of the {@link PipelinePermits}.
 */
public final class LimitedConnection extends HttpConnection implements OpenConnections.Open {
    private final Factory limits;

    /** When the present header began to arrive, in nanoseconds of the clock. */
    private long headerBegan;

    /** The requests of the latest call of {@link #onFillable}. */
    private volatile ConsecutiveRequests consecutive = new ConsecutiveRequests();

    /** Number of permits that this connection holds. */
    private final AtomicInteger permits = new AtomicInteger();

    /** Whether a request has begun to arrive and its response is not sent yet. */
    private volatile boolean inProgress;

    private LimitedConnection(Factory limits, Connector connector, EndPoint endPoint) {
        super(limits.getHttpConfiguration(), connector, endPoint);
        this.limits = limits;
        this.headerBegan = limits.nanos.getAsLong();
    }

    /** The connection of the request; empty if it is not a LimitedConnection. */
    public static Optional<LimitedConnection> of(HttpServletRequest request) {
        Connection connection = ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection();
        return connection instanceof LimitedConnection limited ? Optional.of(limited) : Optional.empty();
    }

    /** Whether the request line has arrived and the response is not sent yet. */
    boolean isRequestInProgress() {
        return inProgress;
    }

    private void requestEnded() {
        limits.connections.release(this);
        inProgress = false;
        if (limits.keepAlive != null) {
            getEndPoint().setIdleTimeout(limits.keepAlive.toMillis());
        }
        if (getConnector() instanceof GracefulConnector connector) {
            connector.requestEnded(this);
        }
    }

    /**
     * Marks the running request as one of a known caller, so that {@link OpenConnections} does not close the
     * connection.
     */
    public void keep() {
        limits.connections.keep(this);
    }

    @Override
    public void onOpen() {
        limits.connections.opened(this); // before super.onOpen(), after which a request may arrive
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
     * Called when bytes of a header arrive, by one thread at a time. A header that takes too long is detected when more
     * of it arrives; if nothing arrives, the idle timeout closes the connection.
     */
    @Override
    public void onFillable() {
        if (isHeaderArriving() && limits.nanos.getAsLong() - headerBegan > limits.headerTime.toNanos()) {
            close();
            return;
        }
        ConsecutiveRequests mine = new ConsecutiveRequests();
        consecutive = mine;
        try {
            super.onFillable();
        } finally {
            mine.end().ifPresent(this::requestPermit);
            if (isHeaderArriving()) {
                limitPauses();
            }
        }
    }

    /** From the first byte of a request on, the client may not pause for as long as between two requests. */
    private void limitPauses() {
        if (limits.keepAlive != null) {
            getEndPoint().setIdleTimeout(getConnector().getIdleTimeout());
        }
    }

    private void requestPermit(Runnable postponed) {
        limits.permits.request(() -> {
            permits.incrementAndGet();
            try {
                postponed.run();
            } catch (RuntimeException | Error e) {
                getEndPoint().close(e);
                releasePermit();
            }
        });
    }

    /** Called by another thread if a request ended after {@link #onFillable} had returned. */
    @Override
    public void run() {
        try {
            super.run();
        } finally {
            releasePermit();
        }
    }

    private void releasePermit() {
        if (permits.getAndUpdate(count -> Math.max(count - 1, 0)) > 0) {
            limits.permits.release();
        }
    }

    @Override
    protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
        consecutive.count();
        limits.connections.used(this);
        inProgress = true;
        limitPauses();
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
            if (!consecutive.stopBefore(super::succeeded)) {
                super.succeeded();
            }
        }

        @Override
        public void failed(Throwable cause) {
            requestEnded();
            super.failed(cause);
        }
    }

    /** Whether a request line or a header has arrived in part. */
    boolean isHeaderArriving() {
        return getParser().inHeaderState() && !getParser().isStart();
    }

    /** Called by the constructor of the superclass, before the fields of this class are set. */
    @Override
    protected RequestHandler newRequestHandler() {
        return new CountingHandler();
    }

    private final class CountingHandler extends RequestHandler {
        private int fields;
        private boolean hasCoding;

        /** Called before the first byte of a request is read, possibly several times. */
        @Override
        public void messageBegin() {
            headerBegan = limits.nanos.getAsLong();
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
         * Jetty ignores all transfer codings before the last one, and would pass on a body that is still encoded.
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

    /** Creates LimitedConnections. */
    public static final class Factory extends HttpConnectionFactory {
        /** Maximum number of header fields. Browsers and proxies send fewer than 50. */
        public static final int MAX_FIELDS = 200;

        private final Duration headerTime;
        private final LongSupplier nanos;
        private final PipelinePermits permits;
        private final OpenConnections connections;
        private @Nullable Duration keepAlive;

        /**
         * @param headerTime the maximum time until the request line and the header have arrived
         * @param permits how many connections may handle pipelined requests at the same time, 1 or more
         * @param maxConnections how many connections may be open at the same time, 1 or more
         */
        public Factory(HttpConfiguration config, Duration headerTime, int permits, int maxConnections) {
            this(
                    config,
                    headerTime,
                    System::nanoTime,
                    new PipelinePermits(permits),
                    new OpenConnections(maxConnections));
        }

        /** @param nanos a monotonic clock in nanoseconds, such as {@link System#nanoTime} */
        Factory(
                HttpConfiguration config,
                Duration headerTime,
                LongSupplier nanos,
                PipelinePermits permits,
                OpenConnections connections) {
            super(config);
            this.headerTime = headerTime;
            this.nanos = nanos;
            this.permits = permits;
            this.connections = connections;
        }

        /**
         * How long a connection stays open between two requests. The default is the idle timeout of the connector, which
         * also applies before the first request and during requests.
         */
        public void setKeepAlive(Duration time) {
            keepAlive = time;
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            LimitedConnection connection = new LimitedConnection(this, connector, endPoint);
            connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
            return configure(connection, connector, endPoint);
        }
    }
}
