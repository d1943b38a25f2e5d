package io.dataaccount.http.access;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.testkit.embedded.config.HostNames;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Collections;
import java.util.List;

/**
 * Refuses requests for a host name that the server is not known under. A server without login may be reached by this
 * machine alone, and a web page whose name an attacker resolves to 127.0.0.1 would run on this machine too (DNS rebinding).
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
                    "This server has no login and answers to 127.0.0.1 and localhost alone, and in a container"
                            + " to the hosts of --published-at: use one of them in the URL.");
        }
    }
}
