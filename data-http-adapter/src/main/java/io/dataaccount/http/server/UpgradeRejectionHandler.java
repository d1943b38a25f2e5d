package io.dataaccount.http.server;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Hides the headers that request another protocol, because the server supports none. Otherwise Javalin would handle a
 * request with the WebSocket headers before our filters, and open a session that never ends.
 */
final class UpgradeRejectionHandler extends Handler.Wrapper {
    /** Jetty's connection has already read {@code Connection}, so hiding it does not change how the connection ends. */
    private static final Set<HttpHeader> HIDDEN =
            EnumSet.of(HttpHeader.CONNECTION, HttpHeader.UPGRADE, HttpHeader.HTTP2_SETTINGS);

    private static final String WEB_SOCKET = "sec-websocket-";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new Plain(request), response, callback);
    }

    private static boolean isHidden(HttpField field) {
        return HIDDEN.contains(field.getHeader()) || field.getLowerCaseName().startsWith(WEB_SOCKET);
    }

    private static final class Plain extends Request.Wrapper {
        private final HttpFields headers;

        Plain(Request request) {
            super(request);
            HttpFields.Mutable shown = HttpFields.build();
            request.getHeaders().stream().filter(field -> !isHidden(field)).forEach(shown::add);
            headers = shown.asImmutable();
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
