package io.dataaccount.http.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The objects of a bucket, read through the API and not through the page. */
final class Stored {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Stored() {}

    /** The size of every object below the prefix, by key. */
    static Map<String, Long> files(URI server, String usecase, String bucket, String prefix) {
        Map<String, Long> found = new TreeMap<>();
        String token = "";
        do {
            JsonNode page = get(server + "/api/v1/usecases/" + usecase + "/data/folders?bucket=" + bucket + "&prefix="
                    + encoded(prefix) + (token.isEmpty() ? "" : "&page_token=" + encoded(token)));
            page.get("files")
                    .forEach(file ->
                            found.put(file.get("key").asText(), file.get("size").asLong()));
            page.get("folders")
                    .forEach(folder -> found.putAll(
                            files(server, usecase, bucket, folder.get("path").asText())));
            token = page.path("next_token").asText("");
        } while (!token.isEmpty());
        return found;
    }

    static JsonNode get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    static JsonNode post(String url, String body) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static JsonNode send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new AssertionError(
                        response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError("no response", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
