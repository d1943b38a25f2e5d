package io.dataaccount.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.http.access.AccessPolicy;
import io.dataaccount.http.access.BearerAuthenticator;
import io.dataaccount.http.access.BindAddress;
import io.dataaccount.http.oidc.BearerTokenVerifier;
import io.dataaccount.http.oidc.TestClock;
import io.dataaccount.http.oidc.TestIssuer;
import io.dataaccount.http.testing.RawHttp;
import io.dataaccount.testkit.contract.InMemoryFixture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of a caller with a valid token whose paths or headers try to bypass a check. */
@TestInstance(Lifecycle.PER_CLASS)
class RequestAttackTest {
    private final TestClock clock = new TestClock();
    private final TestIssuer issuer = new TestIssuer(clock);
    private final BearerTokenVerifier tokens = new BearerTokenVerifier(issuer.config(), new JacksonCodec(), clock);
    private final InMemoryFixture fixture = new InMemoryFixture(new JacksonCodec());
    private final HttpServerAdapter server = HttpServerAdapter.open(
            0,
            fixture.api()::handle,
            AccessPolicy.withLogin(BindAddress.LOOPBACK_ADDRESS, new BearerAuthenticator(tokens), List.of()),
            () -> {});

    @AfterAll
    void close() {
        server.close();
        tokens.close();
        issuer.close();
    }

    private String exchange(String line, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Authorization: Bearer " + issuer.token());
        return RawHttp.request(server.port(), line, all.toArray(String[]::new));
    }

    private String post(String path, String contentType, String body, String... headers) throws IOException {
        StringBuilder request =
                new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Authorization: Bearer " + issuer.token() + "\r\nContent-Type: " + contentType
                        + "\r\nContent-Length: "
                        + body.length() + "\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return RawHttp.send(server.port(), request + "\r\n" + body);
    }

    /** Every route of the REST API, in every spelling that is not its own. */
    @TestFactory
    Stream<DynamicTest> path_thatOnlyLooksLikeARoute_isNone() {
        List<String> routes = fixture.api().routes();
        assertThat(routes).hasSizeGreaterThanOrEqualTo(12);
        return routes.stream()
                .map(route -> DynamicTest.dynamicTest(route, () -> {
                    String method = route.split(" ", 2)[0];
                    String path = route.split(" ", 2)[1].replaceAll("\\{[^}]*}", "nobodys");
                    String first = "/" + path.split("/")[3];
                    String letter = "/%" + Integer.toHexString(first.charAt(1));
                    for (String other : List.of(
                            path + "/",
                            path + "/.",
                            path + "/..",
                            path + ".",
                            path + "%2f",
                            path + "%20",
                            path + ";x=y",
                            path + "/%2e%2e",
                            path.replace(first, "/" + first),
                            path.replace(first, "/." + first),
                            path.replace(first, "/x/.." + first),
                            path.replace(first, "/%2e%2e/v1" + first),
                            path.replace(first, "%2f" + first.substring(1)),
                            path.replace(first, first.toUpperCase(Locale.ROOT)),
                            path.replace(first, letter + first.substring(2)),
                            path.replace(first, "\\" + first.substring(1)),
                            path.replace("/api/v1", "/api/v1;x"),
                            path.replace("/api", "/API"),
                            "/" + path)) {
                        String response = exchange(method + " " + other);
                        int status = RawHttp.status(response);
                        // ".../nobodys." and "...buckets." may be ids of use cases in which the caller has no role
                        assertThat(status).as(other).isIn(400, 403, 404, 405);
                        assertThat(response)
                                .as(other)
                                .contains("application/problem+json")
                                .doesNotContain("Exception", "jetty");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> verb_inAHeader_changesNothing() {
        return Stream.of(
                        "X-HTTP-Method-Override",
                        "X-HTTP-Method",
                        "X-Method-Override",
                        "_method",
                        "X-Original-URL",
                        "X-Rewrite-URL",
                        "X-Forwarded-Path",
                        "X-Forwarded-Prefix",
                        "X-Original-Method")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String value = name.endsWith("URL") || name.contains("Forwarded") ? "/api/v1/usecases" : "DELETE";
                    String response = exchange("GET /api/v1/usecases/nobodys", name + ": " + value);
                    assertThat(RawHttp.status(response)).isEqualTo(403);
                    assertThat(response).contains("\"code\":\"forbidden\"");
                }));
    }

    @TestFactory
    Stream<DynamicTest> contentType_thatCarriesMore_isRefused() {
        return Stream.of(
                        "image/png\\r\\nX-Evil: 1",
                        "image/png\\nX-Evil: 1",
                        "image/png\\u0000",
                        "image/png\\u2028X-Evil: 1",
                        "image/png; a=\\u0007",
                        "\\r\\nimage/png",
                        "",
                        "image")
                .map(type -> DynamicTest.dynamicTest("content_type " + type, () -> {
                    String response = post(
                            "/api/v1/usecases/nobodys/data/upload-url",
                            "application/json",
                            "{\"bucket\":\"some-bucket\",\"key\":\"a.png\",\"content_type\":\"" + type + "\"}");
                    assertThat(RawHttp.status(response)).as(response).isEqualTo(400);
                    assertThat(response).contains("\"field\":\"content_type\"");
                    assertThat(head(response)).doesNotContain("X-Evil");
                }));
    }

    @TestFactory
    Stream<DynamicTest> key_thatCarriesMore_isRefused() {
        return Stream.of(
                        "a\\r\\nX-Evil: 1",
                        "a\\nb",
                        "a\\u0000.png",
                        "../secret",
                        "a/../../secret",
                        "/etc/passwd",
                        "a//b",
                        "./a",
                        "a/.")
                .map(key -> DynamicTest.dynamicTest("key " + key, () -> {
                    String response = post(
                            "/api/v1/usecases/nobodys/data/upload-url",
                            "application/json",
                            "{\"bucket\":\"some-bucket\",\"key\":\"" + key + "\"}");
                    assertThat(RawHttp.status(response)).as(response).isEqualTo(400);
                    assertThat(response).contains("\"field\":\"key\"");
                    assertThat(head(response)).doesNotContain("X-Evil");
                }));
    }

    @Test
    void invalidRequestId_isReplaced() throws IOException {
        for (String id : List.of(
                "my-request-1%0d%0aX-Evil:1", "my-request\tX-Evil", "<script>alert(1)</script>", "a".repeat(129))) {
            String response = exchange("GET /api/v1/usecases/nobodys", "X-Request-Id: " + id);
            assertThat(RawHttp.status(response)).isEqualTo(403);
            assertThat(response).doesNotContain("X-Evil", "<script>", "aaaaaaaa");
        }
    }

    @Test
    void htmlForm_isRefused() throws IOException {
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
            String response = post("/api/v1/usecases/nobodys/data/folders", type, "{\"folder_path\":\"a/\"}");
            assertThat(RawHttp.status(response)).as(type).isEqualTo(415);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-99", "%%%", "\"", "\u00ff"})
    void unknownCharset_changesNoResponse(String charset) throws IOException {
        String type = "application/json;charset=" + charset;
        assertThat(RawHttp.status(post("/api/v1/usecases/nobodys/data/folders", type, "{\"folder_path\":\"a/\"}")))
                .isIn(400, 415);
        String header = "Content-Type: " + type;
        assertThat(RawHttp.status(exchange("GET /api/v1/usecases/nobodys", header)))
                .isEqualTo(403);
        for (String path : List.of("/api/v1/openapi.json", "/nowhere", "/", "/healthz", "/assets/none.js")) {
            assertThat(RawHttp.status(RawHttp.request(server.port(), "GET " + path, header)))
                    .as(path)
                    .isEqualTo(RawHttp.status(RawHttp.request(server.port(), "GET " + path)))
                    .isNotEqualTo(500);
        }
    }

    @Test
    void secondRequest_inABodyOfTwoLengths_isNotServed() throws IOException {
        String smuggled = "GET /api/v1/usecases HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String response = RawHttp.send(
                server.port(),
                "POST /api/v1/usecases HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + issuer.token()
                        + "\r\nContent-Length: " + (5 + smuggled.length())
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled);
        assertThat(RawHttp.status(response)).isEqualTo(400);
        assertThat(response.split("HTTP/1\\.1 ", -1)).hasSize(2);
    }

    @Test
    void lineThatEndsWithoutCrLf_isRefused() throws IOException {
        String first = "GET /healthz HTTP/1.1";
        String chunked = "POST /api/v1/usecases HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + issuer.token() + "\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (String request : List.of(
                first + "\nHost: localhost\r\n\r\n",
                first + "\r\nHost: localhost\nX-One: 1\r\n\r\n",
                first + "\r\nHost: localhost\rX-One: 1\r\n\r\n",
                first + "\r\nHost: localhost\r\n\n",
                first + "\nHost: localhost\n\n",
                chunked + "2\n{}\r\n0\r\n\r\n",
                chunked + "2\r\n{}\n0\r\n\r\n")) {
            String response = RawHttp.send(server.port(), request);
            assertThat(RawHttp.status(response)).as(request).isEqualTo(400);
        }
    }

    private static String head(String response) {
        return response.substring(0, response.indexOf("\r\n\r\n"));
    }
}
