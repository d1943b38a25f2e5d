package io.dataaccount.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.dataaccount.core.rest.SharedBody;
import io.dataaccount.http.testing.TestJson;
import io.javalin.Javalin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebPageTest {
    private static final String ASSET = "/assets/index-abc.js";

    /** Must be created before the server, which uses it. */
    private final List<SharedBody> written = new CopyOnWriteArrayList<>();

    private final WebPage page = new WebPage("/page-of-test", TestJson.json());
    private final Javalin server = start(page);
    private final HttpClient client = HttpClient.newHttpClient();

    private Javalin start(WebPage page) {
        return Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.http.compressionStrategy = io.javalin.compression.CompressionStrategy.NONE;
                    page.mount(config.routes, (body, ctx) -> {
                        written.add(body);
                        ctx.result(body.toBytes());
                    });
                })
                .start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void index_beforeTheStart_saysSo() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(503);
        assertThat(get("/page-config.json").statusCode()).isEqualTo(503);
    }

    @Test
    void index_ofABuildWithoutThePage_saysHowToBuildIt() throws Exception {
        WebPage none = new WebPage("/no-page-here", TestJson.json());
        none.open(PageConfig.local(Set.of()));
        Javalin other = start(none);
        try {
            HttpResponse<byte[]> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + other.port() + "/"))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(text(response)).contains("mvn package");
        } finally {
            other.stop();
        }
    }

    @Test
    void index_isThePageUnderAPolicyWithoutInlineScripts() throws Exception {
        page.open(PageConfig.local(Set.of("http://127.0.0.1:9000")));
        HttpResponse<byte[]> response = get("/");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(text(response)).contains("<title>A page</title>");
        assertThat(header(response, "Content-Type")).startsWith("text/html;");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(response, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "connect-src 'self' http://127.0.0.1:9000;")
                .doesNotContain("unsafe");
    }

    @Test
    void asset_isCacheableForAYear_andCompressedIfAccepted() throws Exception {
        HttpResponse<byte[]> plain = get(ASSET);
        assertThat(header(plain, "Cache-Control")).contains("max-age=31536000", "immutable");
        assertThat(header(plain, "Content-Type")).startsWith("text/javascript");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        HttpResponse<byte[]> small = get(ASSET, "Accept-Encoding", "br, gzip;q=0.8");
        assertThat(header(small, "Content-Encoding")).isEqualTo("gzip");
        assertThat(small.body().length).isLessThan(plain.body().length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", ASSET, "/page-config.json"})
    void head_hasTheHeadersOfGet(String path) throws Exception {
        page.open(PageConfig.local(Set.of()));
        HttpResponse<byte[]> head = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<byte[]> get = get(path);
        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.body()).isEmpty();
        for (String name :
                List.of("Content-Type", "Content-Length", "Cache-Control", "ETag", "Vary", "Content-Security-Policy")) {
            assertThat(header(head, name)).as(name).isEqualTo(header(get, name));
        }
    }

    @Test
    void asset_isCachedOnceForAllResponses() throws Exception {
        for (String accepted : new String[] {"identity", "gzip", "identity", "gzip"}) {
            get(ASSET, "Accept-Encoding", accepted);
        }
        assertThat(written).hasSize(4);
        assertThat(written.get(2)).isSameAs(written.get(0));
        assertThat(written.get(3))
                .isSameAs(written.get(1))
                .isSameAs(written.get(0).gzipped());
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "gzip; q=0.0", "br", "xgzip"})
    void asset_withoutGzipSupport_isPlain(String accepted) throws Exception {
        assertThat(get(ASSET, "Accept-Encoding", accepted).headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void asset_thatTheBrowserHas_isNotSentAgain() throws Exception {
        String etag = header(get(ASSET), "ETag");
        HttpResponse<byte[]> again = get(ASSET, "If-None-Match", etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/none-abc.js",
                "/assets/..%2Findex.html",
                "/assets/%2e%2e/index.html",
                "/assets/index-abc.class",
                "/assets/",
                "/assets/a/b.js"
            })
    void asset_thatDoesNotExist_isNotFound(String path) throws Exception {
        assertThat(get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void assetsThatDoNotExist_takeNoMemory() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(get("/assets/none-" + i + ".js").statusCode()).isEqualTo(404);
            assertThat(get("/assets/none-" + i + "-" + "x".repeat(5_000) + ".js")
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(get(ASSET).statusCode()).isEqualTo(200);
        assertThat(page).extracting("files").asInstanceOf(MAP).hasSize(1);
    }

    @Test
    void asset_whoseNameHasManyDots_isNotFound() throws Exception {
        assertThat(get("/assets/a" + ".a".repeat(3_900)).statusCode()).isEqualTo(404);
    }

    @Test
    void config_ofLocal_hasNoLogin() throws Exception {
        page.open(PageConfig.local(Set.of()));
        assertThat(text(get("/page-config.json"))).isEqualTo("{\"mode\":\"local\"}");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void config_ofAws_hasTheLogin(boolean named) throws Exception {
        PageLogin login = new PageLogin("https://issuer.example.com", "the-page", "openid");
        page.open(PageConfig.aws(named ? login : null, Set::of));
        String config = text(get("/page-config.json"));
        assertThat(config).startsWith("{\"mode\":\"aws\",\"oidc\":");
        if (named) {
            assertThat(config)
                    .contains(
                            "\"authority\":\"https://issuer.example.com\"",
                            "\"client_id\":\"the-page\"",
                            "\"scope\":\"openid\"");
        } else {
            assertThat(config).endsWith("\"oidc\":null}");
        }
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
