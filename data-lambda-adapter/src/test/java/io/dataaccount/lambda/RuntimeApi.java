package io.dataaccount.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The service of Lambda that sends events to one instance of a function and receives the responses.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
    private static final String BASE = "/2018-06-01/runtime/";
    private static final String NEXT = BASE + "invocation/next";
    private static final int MAX_WAIT_SECONDS = 120;

    /** @param handed completed when the function receives the event, which is when its timeout starts */
    private record Invocation(String id, byte[] event, Duration timeout, CompletableFuture<Boolean> handed) {}

    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<byte[]>> results = new ConcurrentHashMap<>();
    private final CompletableFuture<String> initError = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private RuntimeApi(HttpServer server) {
        this.server = server;
    }

    static RuntimeApi start() {
        try {
            RuntimeApi api =
                    new RuntimeApi(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            api.server.setExecutor(api.threads);
            api.server.createContext("/", api::handle);
            api.server.start();
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Host and port, for the environment of a function. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Sends the function an event and waits for its response. Fails if it reports an error instead.
     *
     * @param timeout starts when the function receives the event
     * @throws TimeoutException if it has not responded by then; Lambda ends the instance in that case
     */
    byte[] invoke(byte[] event, Duration timeout) throws TimeoutException {
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        Invocation invocation = new Invocation(UUID.randomUUID().toString(), event, timeout, new CompletableFuture<>());
        results.put(invocation.id(), result);
        waiting.add(invocation);
        await(invocation.handed());
        return await(result, timeout);
    }

    /** Fails everything that waits for the function. */
    void fail(String reason) {
        IllegalStateException failure = new IllegalStateException(reason);
        initError.completeExceptionally(failure);
        results.values().forEach(result -> result.completeExceptionally(failure));
        waiting.forEach(invocation -> invocation.handed().completeExceptionally(failure));
    }

    /** The error that the function reports if it cannot start. */
    String initError() {
        return await(initError);
    }

    private static <T> T await(CompletableFuture<T> result) {
        try {
            return await(result, Duration.ofSeconds(MAX_WAIT_SECONDS));
        } catch (TimeoutException e) {
            throw new IllegalStateException("the function did not answer", e);
        }
    }

    private static <T> T await(CompletableFuture<T> result, Duration timeout) throws TimeoutException {
        try {
            return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the function did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.equals(NEXT)) {
                next(exchange);
                return;
            }
            if (path.equals(BASE + "restore/next")) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            if (path.equals(BASE + "init/error")) {
                initError.complete(new String(body, UTF_8));
            } else if (path.endsWith("/response")) {
                result(path).complete(body);
            } else if (path.endsWith("/error")) {
                result(path).completeExceptionally(new IllegalStateException(new String(body, UTF_8)));
            }
            exchange.sendResponseHeaders(202, -1);
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        try {
            Invocation invocation = waiting.take();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id());
            exchange.getResponseHeaders()
                    .set(
                            "Lambda-Runtime-Deadline-Ms",
                            String.valueOf(
                                    Instant.now().plus(invocation.timeout()).toEpochMilli()));
            exchange.getResponseHeaders()
                    .set(
                            "Lambda-Runtime-Invoked-Function-Arn",
                            "arn:aws:lambda:us-east-1:111111111111:function:data-account");
            exchange.sendResponseHeaders(200, invocation.event().length == 0 ? -1 : invocation.event().length);
            exchange.getResponseBody().write(invocation.event());
            invocation.handed().complete(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the test is over
        }
    }

    private CompletableFuture<byte[]> result(String path) {
        return requireNonNull(results.get(path.split("/", -1)[4]), "no such invocation");
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
