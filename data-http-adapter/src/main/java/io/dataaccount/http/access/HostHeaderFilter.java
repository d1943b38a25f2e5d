package io.dataaccount.http.access;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.testkit.embedded.config.HostNames;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Collections;
import java.util.List;

/**
 * Refuses requests whose {@code Host} is not one of the server's names. An attacker can make the name of a web page
 * resolve to 127.0.0.1 (DNS rebinding). To the browser, the page and a server without login would then have the same
 * origin.
 */
final class HostHeaderFilter implements Handler {
    private final HostNames names;

    HostHeaderFilter(HostNames names) {
        this.names = names;
    }

    @Override
    public void handle(Context ctx) {
        List<String> hosts = Collections.list(ctx.req().getHeaders("Host"));
        if (!names.admit(hosts, ctx.req().getServerName())) {
            throw new DataException(
                    ErrorCode.MISDIRECTED_REQUEST,
                    "This server has no login. It accepts requests for " + names
                            + " only: use one of these hosts in the"
                            + " URL. In a container, --published-at adds a host.");
        }
    }
}
