package io.dataaccount.http.access;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.bucket.Origin;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses requests that a browser sends for a page of another origin. A server without login executes every request
 * from this machine, and browsers let any page send simple requests; CORS only keeps the page from reading the
 * response. Must run after {@link HostHeaderFilter}, because it trusts the {@code Host} header.
 */
final class OriginFilter implements Handler {
    private final Set<String> pages;

    OriginFilter(List<Origin> pages) {
        this.pages = pages.stream().map(Origin::value).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void handle(Context ctx) {
        String own = "http://" + String.valueOf(ctx.req().getHeader("Host")).toLowerCase(Locale.ROOT);
        List<String> origins = Collections.list(ctx.req().getHeaders("Origin"));
        if (origins.size() > 1 || !origins.stream().allMatch(each -> each.equals(own) || pages.contains(each))) {
            throw new DataException(
                    ErrorCode.ORIGIN_NOT_ALLOWED,
                    "This server has no login and refuses requests from web pages of other origins. "
                            + "To allow a page, start the server with --origin and the origin of the page.");
        }
    }
}
