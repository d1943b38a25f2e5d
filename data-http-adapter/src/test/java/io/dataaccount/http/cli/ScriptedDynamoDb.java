package io.dataaccount.http.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A DynamoDB with one use case, {@code demo} of the local mode, and no roles. It stores nothing, and can hold back a
 * response.
 */
final class ScriptedDynamoDb implements AutoCloseable {
    /** The id of a use case that {@link #release} reveals. */
    static final String HELD = "held";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String DEMO = """
            {"Item": {"usecase_id": {"S": "%s"}, "name": {"S": "Demo"}, "account_id": {"S": "111111111111"},
              "cross_account_role_arn": {"S": "arn:aws:iam::111111111111:role/DDAPortalAccessRole"},
              "external_id": {"S": "demo-external-id"},
              "created_at": {"N": "1790000000000"}, "updated_at": {"N": "1790000000000"}}}
            """;

    /** Counted down when a request for {@link #HELD} arrives. */
    final CountDownLatch arrived = new CountDownLatch(1);

    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    ScriptedDynamoDb() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::respond);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Responds to the requests for {@link #HELD}. */
    void release() {
        released.countDown();
    }

    private void respond(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        String id = request.at("/Key/usecase_id/S").asText();
        if (id.equals(HELD)) {
            arrived.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        boolean known = id.equals("demo") || id.equals(HELD);
        byte[] body = (known && !request.at("/Key").has("user_id") ? DEMO.formatted(id) : "{}").getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
