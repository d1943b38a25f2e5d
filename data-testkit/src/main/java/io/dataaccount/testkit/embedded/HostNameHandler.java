package io.dataaccount.testkit.embedded;

import io.dataaccount.testkit.embedded.config.HostNames;
import io.dataaccount.testkit.embedded.http.AwsErrorException;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Refuses requests for host names that are not configured (421), before any other check. */
final class HostNameHandler extends Handler.Wrapper {
    private final HostNames names;

    HostNameHandler(HostNames names, Handler next) {
        super(next);
        this.names = names;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        List<String> hosts = request.getHeaders().getValuesList(HttpHeader.HOST);
        if (names.admit(hosts, request.getHttpURI().getAuthority())) {
            return super.handle(request, response, callback);
        }
        AwsErrorException failure = new AwsErrorException(
                421,
                "MisdirectedRequest",
                "The embedded AWS accepts requests for " + names + " only: use one of these hosts in the URL, with the"
                        + " bucket in the path. In a container, --published-at adds a host.");
        EmbeddedErrorHandler.write(failure, request, response, callback);
        return true;
    }
}
