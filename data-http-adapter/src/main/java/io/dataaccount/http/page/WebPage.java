package io.dataaccount.http.page;

import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.rest.Compression;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the web page at {@code /}, its assets at {@code /assets}, and its configuration at
 * {@code /page-config.json}. None of them requires authentication. The names of assets change with their content. Safe for
 * use by many threads.
 */
public final class WebPage {
    private static final Pattern ASSET = Pattern.compile("/assets/[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+");

    /** Longer than the path of any asset. Limited because the pattern uses stack for each dot. */
    private static final int MAX_PATH_LENGTH = 200;

    private static final String STARTING = "Data Account is starting: try again in a moment.\n";
    private static final String NOT_BUILT =
            "Data Account runs, but this build does not contain its web page: build it with \"mvn package\".\n";

    private final String root;
    private final JsonCodec json;

    /** The files that were requested and exist. */
    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    private volatile @Nullable PageConfig config;

    /** A page that is not available until {@link #open}. */
    public WebPage(JsonCodec json) {
        this("/web", json);
    }

    /** @param root where the files are on the class path */
    WebPage(String root, JsonCodec json) {
        this.root = root;
        this.json = json;
    }

    /** Makes the page available. Before that, the page and its configuration have the status 503. */
    public void open(PageConfig pageConfig) {
        this.config = pageConfig;
    }

    /**
     * Adds the routes of the page.
     *
     * @param out writes the files
     */
    public void mount(RoutesConfig routes, BodyWriter out) {
        mount(routes, "/", ctx -> index(ctx, out));
        mount(routes, "/assets/*", ctx -> asset(ctx, out));
        mount(routes, "/page-config.json", this::config);
    }

    /** Also handles HEAD: Javalin's default response to HEAD is 200 without headers, even if GET is not 200. */
    private static void mount(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private void index(Context ctx, BodyWriter out) {
        PageConfig known = config;
        Optional<PageFile> file = file("/index.html");
        if (known == null || file.isEmpty()) {
            ctx.status(known == null ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK);
            ctx.header("Content-Type", "text/plain; charset=UTF-8");
            ctx.result(known == null ? STARTING : NOT_BUILT);
            return;
        }
        ctx.header("Content-Security-Policy", PagePolicy.of(known.hosts().get()));
        ctx.header("Cache-Control", "no-cache"); // the next build has assets with other names
        write(file.get(), ctx, out);
    }

    private void asset(Context ctx, BodyWriter out) {
        String path = ctx.req().getRequestURI();
        PageFile file = isAsset(path) ? file(path).orElse(null) : null;
        if (file == null) {
            throw new NotFoundResponse();
        }
        ctx.header("Cache-Control", "public, max-age=31536000, immutable");
        write(file, ctx, out);
    }

    private static boolean isAsset(String path) {
        return path.length() <= MAX_PATH_LENGTH && ASSET.matcher(path).matches();
    }

    private void config(Context ctx) {
        PageConfig known = config;
        if (known == null) {
            ctx.status(HttpStatus.SERVICE_UNAVAILABLE);
            return;
        }
        ctx.header("Content-Type", "application/json");
        ctx.header("Cache-Control", "no-cache");
        ctx.result(json.write(known.tree()));
    }

    private Optional<PageFile> file(String path) {
        PageFile known = files.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<PageFile> found = PageFile.find(root + path);
        found.ifPresent(file -> files.put(path, file));
        return found;
    }

    private static void write(PageFile file, Context ctx, BodyWriter out) {
        ctx.header("Content-Type", file.contentType());
        ctx.header("ETag", file.etag());
        ctx.header("Vary", "Accept-Encoding");
        if (file.etag().equals(ctx.header("If-None-Match"))) {
            ctx.status(HttpStatus.NOT_MODIFIED);
        } else if (Compression.takesGzip(ctx.header("Accept-Encoding"))) {
            ctx.header("Content-Encoding", "gzip");
            out.write(file.content().gzipped(), ctx);
        } else {
            out.write(file.content(), ctx);
        }
    }
}
