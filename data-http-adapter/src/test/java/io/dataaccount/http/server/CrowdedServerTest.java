package io.dataaccount.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.rest.RestBody;
import io.dataaccount.core.rest.RestResponse;
import io.dataaccount.core.rest.SharedBody;
import io.dataaccount.http.access.AccessPolicy;
import io.dataaccount.http.access.BindAddress;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.access.CallerConcurrencyLimiter;
import io.dataaccount.http.access.CallerRateLimiter;
import io.dataaccount.http.access.RateLimitedAuthenticator;
import io.dataaccount.http.observe.Observability;
import io.dataaccount.http.page.WebPage;
import io.dataaccount.http.testing.RawHttp;
import io.dataaccount.testkit.embedded.jetty.BodyRate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much one client can slow down the others. The header {@code X-Caller} names the caller. */
@Timeout(60)
class CrowdedServerTest {
    private static final ResponseBuffers.Limits RESPONSES = ResponseBuffers.Limits.DEFAULT;
    private static final BodyRate IMPATIENT = new BodyRate(Duration.ofMillis(200), 8 * 1024);
    private static final int MAX_IN_FLIGHT = 3;
    private static final byte[] MUCH = new byte[4 * 1024 * 1024];

    private static final byte[] SOME = new byte[20_000];
    private static final SharedBody SHARED = new SharedBody(MUCH);
    private static final String OPEN_API = "GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n";

    static {
        new Random(1).nextBytes(MUCH);
    }

    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch go = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new ArrayList<>();
    private HttpServerAdapter server = open(ServerLimits.DEFAULT);

    private HttpServerAdapter open(ServerLimits limits) {
        CallerAuthenticator named = request -> new Caller(request.getHeader("X-Caller"), "any", false);
        CallerAuthenticator authenticator = new RateLimitedAuthenticator(
                named, new CallerRateLimiter(10_000, System::nanoTime), new CallerConcurrencyLimiter(MAX_IN_FLIGHT));
        return HttpServerAdapter.open(
                0,
                request -> response(request.path()),
                AccessPolicy.withLogin(BindAddress.LOOPBACK_ADDRESS, authenticator, List.of()),
                () -> {},
                Observability.NONE,
                new WebPage(new JacksonCodec()),
                limits);
    }

    private RestResponse response(String path) {
        if (path.endsWith("/wait")) {
            arrived.release();
            await(go);
        }
        RestBody body = RestBody.EMPTY;
        if (path.endsWith("openapi.json")) {
            body = SHARED;
        } else if (path.endsWith("/much")) {
            body = RestBody.of(MUCH);
        } else if (path.endsWith("/some")) {
            body = RestBody.of(SOME);
        }
        return new RestResponse(299, Map.of("ETag", "any"), body);
    }

    private void reopen(int workers, int waiting, BodyRate bodies, ResponseBuffers.Limits responses) {
        server.close();
        server = open(new ServerLimits(
                workers, waiting, bodies, responses, 1_000, ServerLimits.KEEP_ALIVE, StopTimes.DEFAULT));
    }

    @AfterEach
    void close() throws IOException {
        go.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
        server.close();
    }

    /** Sends the request and does not read the response. */
    private Socket send(String text) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        sockets.add(socket);
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return socket;
    }

    private static String get(String caller, String name) {
        return "GET /api/v1/" + name + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Caller: " + caller
                + "\r\n\r\n";
    }

    private static String post(String caller, int length, String some) {
        return "POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nX-Caller: " + caller + "\r\nContent-Length: " + length
                + "\r\n\r\n" + some;
    }

    private static String rest(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int call(String caller) throws IOException {
        return RawHttp.status(rest(send(get(caller, "x"))));
    }

    private int health() throws IOException {
        return RawHttp.status(RawHttp.request(server.port(), "GET /healthz"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void bodiesThatDoNotArrive_blockNoOtherClient() throws IOException {
        for (int i = 0; i < 300; i++) {
            send(post("caller-" + i, 1_000_000, "{"));
        }
        assertThat(call("other")).isEqualTo(299);
        assertThat(health()).isEqualTo(200);
    }

    @Test
    void bodyThatArrivesTooSlowly_is408_andItsCallerMayCallAgain() throws IOException {
        reopen(2, 1, IMPATIENT, RESPONSES);
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            slow.add(send(post("slow", 1_000_000, "{")));
        }
        for (Socket each : slow) {
            assertThat(rest(each))
                    .startsWith("HTTP/1.1 408 ")
                    .contains("Connection: close", "application/problem+json", "arrives too slowly");
        }
        assertCallsAgain("slow");
    }

    @Test
    void waitingCalls_doNotBlockHealthChecks_andCallsBeyondTheQueueAre503() throws Exception {
        reopen(2, 1, BodyRate.DEFAULT, RESPONSES);
        List<CompletableFuture<String>> responses = new ArrayList<>();
        CountDownLatch refusals = new CountDownLatch(5);
        for (int i = 0; i < 8; i++) {
            Socket call = send(get("caller-" + i, "wait"));
            responses.add(CompletableFuture.supplyAsync(() -> rest(call), threads));
            responses.get(i).thenAccept(response -> refusals.countDown());
        }
        arrived.acquire(2);
        await(refusals);
        assertThat(health()).isEqualTo(200);

        go.countDown();
        List<String> all = responses.stream().map(CompletableFuture::join).toList();
        assertThat(all).filteredOn(one -> one.startsWith("HTTP/1.1 299 ")).hasSize(3);
        assertThat(all)
                .filteredOn(one -> one.startsWith("HTTP/1.1 503 "))
                .hasSize(5)
                .allSatisfy(one -> assertThat(one).contains("Retry-After: 2", "application/problem+json"));
    }

    @Test
    void callerWithAsManyRequestsAsItMayHave_is429_andOthersAreNot() throws Exception {
        List<Socket> first = new ArrayList<>();
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            first.add(send(get("busy", "wait")));
        }
        arrived.acquire(MAX_IN_FLIGHT);
        assertThat(rest(send(get("busy", "x"))))
                .startsWith("HTTP/1.1 429 ")
                .contains("Retry-After: 1", "too_many_requests", "You have 3 requests in progress");
        assertThat(call("other")).isEqualTo(299);

        go.countDown();
        for (Socket each : first) {
            assertThat(rest(each)).startsWith("HTTP/1.1 299 ");
        }
        assertCallsAgain("busy");
    }

    @Test
    void unreadResponses_blockNoWorker_butCountForTheirCaller() throws IOException {
        reopen(1, 20, BodyRate.DEFAULT, RESPONSES);
        for (int i = 0; i < 9; i++) {
            send(get("caller-" + i / MAX_IN_FLIGHT, "much")).getInputStream().read();
        }
        assertThat(call("other")).isEqualTo(299);
        assertThat(health()).isEqualTo(200);
        assertThat(call("caller-0")).isEqualTo(429);
    }

    @Test
    void responseThatIsReadLate_isComplete() throws IOException {
        Socket socket = send(get("late", "much"));
        InputStream in = socket.getInputStream();
        in.read();
        assertThat(call("other")).isEqualTo(299);
        String response = rest(socket);
        assertThat(RawHttp.body(response).getBytes(ISO_8859_1)).isEqualTo(MUCH);
    }

    @Test
    void responseLargerThanTheMemory_isCompleteForAReader() throws IOException {
        reopen(1, 1, BodyRate.DEFAULT, new ResponseBuffers.Limits(100_000, 50_000, Duration.ofSeconds(30), 1));
        assertThat(RawHttp.body(rest(send(get("ana", "much")))).getBytes(ISO_8859_1))
                .isEqualTo(MUCH);
    }

    @Test
    void responseThatIsReadTooSlowly_isAborted_andItsCallerMayCallAgain() throws IOException {
        reopen(1, 1, BodyRate.DEFAULT, new ResponseBuffers.Limits(100_000, 50_000, Duration.ofMillis(200), 1));
        send(get("slow", "much")).getInputStream().read(); // waits until the worker has the request
        assertThat(call("other")).isEqualTo(299);
        assertCallsAgain("slow");
    }

    @Test
    void slowReaders_leaveHalfOfTheWorkers() throws IOException {
        reopen(4, 20, BodyRate.DEFAULT, new ResponseBuffers.Limits(100_000, 50_000, Duration.ofSeconds(30), 1));
        for (int i = 0; i < 2; i++) {
            assertThat(send(get("slow-" + i, "much")).getInputStream().read()).isEqualTo('H');
        }
        for (int i = 2; i < 8; i++) {
            assertThat(rest(send(get("slow-" + i, "much"))))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: ", "application/problem+json");
        }
        assertThat(call("other")).isEqualTo(299);
    }

    /** Two writers may wait, and all three workers have begun to write a response. */
    @Test
    void startedResponse_whenTooManyWritersWait_isAborted() throws IOException {
        reopen(3, 20, BodyRate.DEFAULT, new ResponseBuffers.Limits(100_000, 400_000, Duration.ofSeconds(30), 1));
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Socket socket = send(get("slow-" + i, "much"));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            slow.add(socket);
        }
        assertThat(call("other")).isEqualTo(299);
        assertThat(slow.stream().filter(each -> isCut(each))).hasSize(1);
    }

    private static boolean isCut(Socket socket) {
        try {
            return rest(socket).length() < MUCH.length;
        } catch (UncheckedIOException reset) {
            return true;
        }
    }

    @Test
    void responsesWithoutACaller_are503InsteadOfBlockingThreads() throws IOException {
        reopen(1, 1, BodyRate.DEFAULT, new ResponseBuffers.Limits(50_000, 30_000, Duration.ofSeconds(30), 1));
        for (int i = 0; i < 100; i++) {
            send("GET /nowhere/much HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        assertThat(health()).isEqualTo(200);
        assertThat(call("other")).isEqualTo(299);
        for (String path : List.of("/nowhere/much", "/nowhere/some")) {
            String response = RawHttp.request(server.port(), "GET " + path);
            assertThat(response)
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: 2", "application/problem+json", "nosniff")
                    .doesNotContain("ETag");
            assertThat(RawHttp.body(response))
                    .startsWith("{")
                    .contains("\"status\":503", "try again")
                    .endsWith("}");
        }
    }

    @Test
    void sharedResponses_takeNoMemory_andAreComplete() throws IOException {
        reopen(1, 1, BodyRate.DEFAULT, new ResponseBuffers.Limits(50_000, 50_000, Duration.ofSeconds(30), 1));
        for (int i = 0; i < 100; i++) {
            send(OPEN_API).getInputStream().read();
        }
        String response = rest(send(OPEN_API.replaceFirst("\r\n", "\r\nConnection: close\r\n")));
        assertThat(response).startsWith("HTTP/1.1 299 ").contains("Content-Length: " + MUCH.length);
        assertThat(RawHttp.body(response).getBytes(ISO_8859_1)).isEqualTo(MUCH);
        assertThat(health()).isEqualTo(200);
    }

    @Test
    void responsesOfOneCaller_leaveMemoryForOthers() throws IOException {
        reopen(8, 8, BodyRate.DEFAULT, new ResponseBuffers.Limits(200_000, 200_000, Duration.ofSeconds(30), 1));
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            send(get("reader", "much")).getInputStream().read();
        }
        for (int i = 0; i < 20; i++) {
            assertThat(RawHttp.status(RawHttp.request(server.port(), "GET /nowhere/some")))
                    .isEqualTo(299);
        }
    }

    @Test
    void pipelinedRequests_blockNoOtherClient() throws Exception {
        for (String request :
                List.of(OPEN_API.replace("openapi.json", "x").replace("/api/v1", ""), post("a", 1, "{"))) {
            for (int i = 0; i < 150; i++) {
                Socket socket = send(request);
                threads.execute(() -> sendOnAndOn(request.repeat(200).getBytes(ISO_8859_1), socket));
                threads.execute(() -> readOnAndOn(socket));
            }
        }
        for (int i = 0; i < 20; i++) {
            assertThat(health()).isEqualTo(200);
            assertThat(call("other")).isEqualTo(299);
        }
    }

    private static void sendOnAndOn(byte[] requests, Socket socket) {
        try {
            while (true) {
                socket.getOutputStream().write(requests);
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    private static void readOnAndOn(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the test is over
        }
    }

    @Test
    void connectionsBeyondTheMaximum_blockNoClient_andCallsInFlightContinue() throws Exception {
        server.close();
        server = open(
                new ServerLimits(8, 8, BodyRate.DEFAULT, RESPONSES, 10, ServerLimits.KEEP_ALIVE, StopTimes.DEFAULT));
        List<Socket> calls = List.of(send(get("ana", "wait")), send(get("ben", "wait")));
        arrived.acquire(2);
        for (int i = 0; i < 50; i++) {
            send("GET / HTTP/1.1\r\n");
        }
        assertThat(health()).isEqualTo(200);
        assertThat(call("other")).isEqualTo(299);
        awaitClosed(sockets.subList(2, 52), 42);
        go.countDown();
        for (Socket each : calls) {
            assertThat(rest(each)).startsWith("HTTP/1.1 299 ");
        }
    }

    /** Waits until the server has closed this number of connections. */
    private void awaitClosed(List<Socket> connections, int count) {
        CountDownLatch closed = new CountDownLatch(count);
        for (Socket each : connections) {
            threads.execute(() -> {
                try {
                    each.getInputStream().read();
                    closed.countDown();
                } catch (SocketTimeoutException e) {
                    // still open: the read timed out before the idle timeout
                } catch (IOException e) {
                    closed.countDown();
                }
            });
        }
        await(closed);
    }

    /** A request may end a moment after its connection. */
    private void assertCallsAgain(String caller) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            int status;
            do {
                status = call(caller);
            } while (status == 429);
            statuses.add(status);
        }
        assertThat(statuses).containsOnly(299);
    }
}
