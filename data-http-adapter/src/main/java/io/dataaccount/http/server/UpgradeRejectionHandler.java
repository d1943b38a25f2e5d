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
 * Hides the headers by which a request asks for another protocol, since the server speaks none. Javalin would take a request
 * with one of WebSocket's before our gates see it, and open a session for it that never ends.
 */
final class UpgradeRejectionHandler extends Handler.Wrapper {
    /** Jetty's connection has read them where they are about the connection. */
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
