package io.dataaccount.http.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.dataaccount.http.testing.TestJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * The measured call to one server: upload URLs for 1,000 images.
 *
 * @param encoding the value of {@code Accept-Encoding}; empty for no such header
 */
record BatchCall(URI server, String encoding) {
    static final int FILES = 1000;

    private static final String USECASE = "/api/v1/usecases/demo/data/";
    private static final String PATH = USECASE + "batch-upload-urls";
    private static final String BUCKET = "batch-benchmark";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Creates the bucket, makes the call once, and checks the whole response. */
    void prepare() throws IOException, InterruptedException {
        send(post(USECASE + "buckets", "{\"bucket_name\":\"" + BUCKET + "\"}"), 201);
        List<?> uploads = uploads(send(post(PATH, body()), 200));
        List<String> names = uploads.stream()
                .map(upload -> text((Map<?, ?>) upload, "filename"))
                .toList();
        if (!names.equals(names())) {
            throw new IllegalStateException("not the files that were asked for: " + names);
        }
        long different = uploads.stream()
                .map(upload -> text((Map<?, ?>) upload, "upload_url"))
                .distinct()
                .count();
        if (different != FILES) {
            throw new IllegalStateException("of the URLs only so many differ: " + different);
        }
        put((Map<?, ?>) uploads.get(0));
    }

    private static void put(Map<?, ?> upload) throws IOException, InterruptedException {
        HttpRequest.Builder put =
                HttpRequest.newBuilder(URI.create(text(upload, "upload_url"))).PUT(BodyPublishers.ofString("an image"));
        ((Map<?, ?>) requireNonNull(upload.get("headers")))
                .forEach((name, value) -> put.header((String) name, (String) value));
        send(put.build(), 200);
    }

    /** The bytes of the whole request. */
    byte[] onTheWire() {
        byte[] body = body().getBytes(UTF_8);
        String head = "POST " + PATH + " HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + (encoding.isEmpty() ? "" : "\r\nAccept-Encoding: " + encoding) + "\r\n\r\n";
        byte[] start = head.getBytes(ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    private static String body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("bucket", BUCKET);
        body.put("prefix", "datasets/cars/2026-11-25/");
        body.put(
                "files",
                names().stream()
                        .map(name -> Map.of("filename", name, "content_type", "image/jpeg"))
                        .toList());
        return new String(TestJson.json().write(body), UTF_8);
    }

    private static List<String> names() {
        return IntStream.range(0, FILES)
                .mapToObj(number -> "front-camera/session-17/frame-" + (100_000 + number) + ".jpg")
                .toList();
    }

    private HttpRequest post(String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!encoding.isEmpty()) {
            request.header("Accept-Encoding", encoding);
        }
        return request.build();
    }

    private static HttpResponse<InputStream> send(HttpRequest request, int expected)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = CLIENT.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != expected) {
            throw new IllegalStateException(request.method() + " got " + response.statusCode());
        }
        return response;
    }

    private static List<?> uploads(HttpResponse<InputStream> response) throws IOException {
        boolean zipped =
                response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        try (InputStream body = zipped ? new GZIPInputStream(response.body()) : response.body()) {
            Map<?, ?> tree = (Map<?, ?>) requireNonNull(TestJson.json().read(new String(body.readAllBytes(), UTF_8)));
            return (List<?>) requireNonNull(tree.get("uploads"));
        }
    }

    private static String text(Map<?, ?> object, String name) {
        return (String) requireNonNull(object.get(name), name);
    }
}
