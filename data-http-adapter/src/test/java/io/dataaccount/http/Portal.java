package io.dataaccount.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dataaccount.http.testing.HttpCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** A portal with a web page, written with HTTP only: calls the API, and uploads to S3 as a browser does. */
public final class Portal {
    private static final JsonMapper JSON = new JsonMapper();

    /** The origin of the portal's page. It is not our server's origin, whose port may change. */
    public static final String ORIGIN = "https://portal.example.com";

    private final URI server;

    public Portal(URI server) {
        this.server = server;
    }

    public JsonNode get(String path) {
        return json(HttpCalls.send(request(path).build()), 200);
    }

    public JsonNode post(String path, String body, int status) {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return json(HttpCalls.send(request), status);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + "/api/v1/usecases" + path));
    }

    private static JsonNode json(HttpResponse<byte[]> response, int status) {
        assertThat(response.statusCode()).as(new String(response.body(), UTF_8)).isEqualTo(status);
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a CORS preflight to S3, and then the bytes with the headers that the signed file names. */
    public HttpResponse<byte[]> upload(JsonNode grant, byte[] content) {
        String url = grant.get("upload_url").asText();
        preflight(url);
        HttpRequest.Builder put = HttpRequest.newBuilder(URI.create(url)).header("Origin", ORIGIN);
        grant.get("headers")
                .properties()
                .forEach(each -> put.header(each.getKey(), each.getValue().asText()));
        return HttpCalls.send(put.PUT(BodyPublishers.ofByteArray(content)).build());
    }

    private void preflight(String url) {
        HttpResponse<byte[]> allowed = HttpCalls.send(HttpRequest.newBuilder(URI.create(url))
                .header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
                .contains("PUT");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .containsIgnoringCase("content-type");
    }

    /** CORS lets the page read the response. */
    public void assertReadable(HttpResponse<byte[]> response) {
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);
        assertThat(response.headers()
                        .firstValue("Access-Control-Expose-Headers")
                        .orElse(""))
                .contains("ETag");
    }
}
