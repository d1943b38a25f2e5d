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
 * Refuses requests that a browser sends for a page of another origin. A server without login does whatever this machine
 * asks, and a page from anywhere may send simple requests to it without being asked to read the answer. Comes after
 * {@link HostHeaderFilter}, which has seen the host to be ours.
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
                    "This server has no login and takes no calls from web pages of other origins: "
                            + "start it with --origin and the page's origin to let it in.");
        }
    }
}
