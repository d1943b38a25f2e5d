package io.dataaccount.http;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * A connection that limits what the header of a request costs: the number of its fields, each of which takes many times its
 * bytes in memory, and the time it takes to arrive. Jetty limits its bytes, and the time between two of them.
 */
final class LimitedConnection extends HttpConnection {
    private final long headerNanos;
    private final LongSupplier nanos;

    /** When the request whose header arrives began. */
    private long begun;

    private LimitedConnection(
            HttpConfiguration config, Connector connector, EndPoint endPoint, long headerNanos, LongSupplier nanos) {
        super(config, connector, endPoint);
        this.headerNanos = headerNanos;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    /**
     * Comes with the bytes of a header, in one thread at a time. A header that is late is noticed when more of it arrives,
     * and if nothing does, the idle timeout ends the connection.
     */
    @Override
    public void onFillable() {
        if (isHeaderArriving() && nanos.getAsLong() - begun > headerNanos) {
            close();
        } else {
            super.onFillable();
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

        /** Comes before the first byte of a request is read, and may come several times. */
        @Override
        public void messageBegin() {
            begun = nanos.getAsLong();
            fields = 0;
            super.messageBegin();
        }

        @Override
        public void parsedHeader(HttpField field) {
            fields++;
            if (fields > Factory.MAX_FIELDS) {
                throw new HttpException.RuntimeException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
            }
            super.parsedHeader(field);
        }
    }

    /** Makes such connections. */
    static final class Factory extends HttpConnectionFactory {
        /** Browsers and proxies send fewer than 50. */
        static final int MAX_FIELDS = 200;

        private final Duration headerTime;
        private final LongSupplier nanos;

        /**
         * @param headerTime within which the line and the header of a request arrive
         * @param nanos a clock that goes forward, such as that of {@link System#nanoTime}
         */
        Factory(HttpConfiguration config, Duration headerTime, LongSupplier nanos) {
            super(config);
            this.headerTime = headerTime;
            this.nanos = nanos;
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            LimitedConnection connection =
                    new LimitedConnection(getHttpConfiguration(), connector, endPoint, headerTime.toNanos(), nanos);
            connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
            return configure(connection, connector, endPoint);
        }
    }
}
