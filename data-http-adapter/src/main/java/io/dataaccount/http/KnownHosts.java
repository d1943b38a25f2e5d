package io.dataaccount.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses requests for a host name that the server is not known under. A server without login may be reached by this
 * machine alone, and a web page whose name an attacker resolves to 127.0.0.1 would run on this machine too (DNS rebinding).
 */
final class KnownHosts implements Handler {
    private static final Pattern HOST = Pattern.compile("(?<name>\\[[^]]*]|[^:]*)(?::[0-9]*)?");

    private final Set<String> names;

    /** @param names in lower case, IPv6 addresses in brackets */
    KnownHosts(Set<String> names) {
        this.names = names;
    }

    @Override
    public void handle(Context ctx) {
        String host = ctx.req().getHeader("Host");
        Matcher matcher = HOST.matcher(host == null ? "" : host);
        if (!matcher.matches() || !names.contains(matcher.group("name").toLowerCase(Locale.ROOT))) {
            DoorProblem.of(
                            421,
                            "This server has no login and answers to 127.0.0.1 and localhost alone, and in a container"
                                    + " to the hosts of --published-at: use one of them in the URL.")
                    .write(ctx);
            ctx.skipRemainingHandlers();
        }
    }
}
