package io.dataaccount.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.Caller;
import io.dataaccount.core.rest.RestBody;
import io.dataaccount.core.rest.RestResponse;
import io.dataaccount.http.observe.Watch;
import io.dataaccount.http.page.WebPage;
import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
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

/** What one client can cost the others. Callers name themselves in {@code X-Caller}. */
@Timeout(60)
class CrowdedServerTest {
    private static final BufferedAnswers.Limits ANSWERS = BufferedAnswers.Limits.DEFAULT;
    private static final BodyRate IMPATIENT = new BodyRate(Duration.ofMillis(200), 8 * 1024);
    private static final int UNDER_WAY = 3;
    private static final byte[] MUCH = new byte[4 * 1024 * 1024];

    static {
        new Random(1).nextBytes(MUCH);
    }

    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch go = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new ArrayList<>();
    private HttpDoor door = open(DoorLimits.DEFAULT);

    private HttpDoor open(DoorLimits limits) {
        CallerSource named = request -> new Caller(request.getHeader("X-Caller"), "any", false);
        CallerSource callers = new LimitedCallers(
                named, new CallerLimits(10_000, TimeMeter.SYSTEM_MILLISECONDS), new RequestsUnderWay(UNDER_WAY));
        return HttpDoor.open(
                0,
                request -> answer(request.path()),
                Admission.ofVerified(Reach.LOOPBACK_ADDRESS, callers, List.of()),
                () -> {},
                Watch.NONE,
                new WebPage(new JacksonJson()),
                limits);
    }

    private RestResponse answer(String path) {
        if (path.endsWith("/wait")) {
            arrived.release();
            await(go);
        }
        byte[] body = path.endsWith("/much") || path.endsWith("openapi.json") ? MUCH : new byte[0];
        return new RestResponse(299, Map.of(), RestBody.of(body));
    }

    private void reopen(int workers, int waiting, BodyRate bodies, BufferedAnswers.Limits answers) {
        door.close();
        door = open(new DoorLimits(workers, waiting, bodies, answers));
    }

    @AfterEach
    void close() throws IOException {
        go.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
        door.close();
    }

    /** Sends this and reads nothing. */
    private Socket send(String text) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()));
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
        return RawHttp.status(RawHttp.ask(door.port(), "GET /healthz"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void bodiesThatDoNotArrive_holdNothingThatOthersNeed() throws IOException {
        for (int i = 0; i < 300; i++) {
            send(post("caller-" + i, 1_000_000, "{"));
        }
        assertThat(call("other")).isEqualTo(299);
        assertThat(health()).isEqualTo(200);
    }

    @Test
    void bodyThatArrivesTooSlowly_is408_andItsCallerMayCallAgain() throws IOException {
        reopen(2, 1, IMPATIENT, ANSWERS);
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < UNDER_WAY; i++) {
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
    void callsThatWait_leaveHealthChecks_andCallsBeyondTheQueueAreTold() throws Exception {
        reopen(2, 1, BodyRate.DEFAULT, ANSWERS);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        CountDownLatch refusals = new CountDownLatch(5);
        for (int i = 0; i < 8; i++) {
            Socket call = send(get("caller-" + i, "wait"));
            answers.add(CompletableFuture.supplyAsync(() -> rest(call), threads));
            answers.get(i).thenAccept(answer -> refusals.countDown());
        }
        arrived.acquire(2);
        await(refusals);
        assertThat(health()).isEqualTo(200);

        go.countDown();
        List<String> all = answers.stream().map(CompletableFuture::join).toList();
        assertThat(all).filteredOn(one -> one.startsWith("HTTP/1.1 299 ")).hasSize(3);
        assertThat(all)
                .filteredOn(one -> one.startsWith("HTTP/1.1 503 "))
                .hasSize(5)
                .allSatisfy(one -> assertThat(one).contains("Retry-After: 2", "application/problem+json"));
    }

    @Test
    void callerWithAsManyRequestsAsItMayHave_is429_andOthersAreNot() throws Exception {
        List<Socket> first = new ArrayList<>();
        for (int i = 0; i < UNDER_WAY; i++) {
            first.add(send(get("busy", "wait")));
        }
        arrived.acquire(UNDER_WAY);
        assertThat(rest(send(get("busy", "x"))))
                .startsWith("HTTP/1.1 429 ")
                .contains("Retry-After: 1", "too_many_requests", "You have 3 requests under way");
        assertThat(call("other")).isEqualTo(299);

        go.countDown();
        for (Socket each : first) {
            assertThat(rest(each)).startsWith("HTTP/1.1 299 ");
        }
        assertCallsAgain("busy");
    }

    @Test
    void answersThatNobodyReads_holdNoWorker_butCountForTheirCaller() throws IOException {
        reopen(1, 20, BodyRate.DEFAULT, ANSWERS);
        for (int i = 0; i < 9; i++) {
            send(get("caller-" + i / UNDER_WAY, "much")).getInputStream().read();
        }
        assertThat(call("other")).isEqualTo(299);
        assertThat(health()).isEqualTo(200);
        assertThat(call("caller-0")).isEqualTo(429);
    }

    @Test
    void answerThatIsReadLate_isWhole() throws IOException {
        Socket socket = send(get("late", "much"));
        InputStream in = socket.getInputStream();
        in.read();
        assertThat(call("other")).isEqualTo(299);
        String answer = rest(socket);
        assertThat(RawHttp.body(answer).getBytes(ISO_8859_1)).isEqualTo(MUCH);
    }

    @Test
    void answerBeyondTheMemory_isWholeForWhoReadsIt() throws IOException {
        reopen(1, 1, BodyRate.DEFAULT, new BufferedAnswers.Limits(100_000, 50_000, Duration.ofSeconds(30), 1));
        assertThat(RawHttp.body(rest(send(get("ana", "much")))).getBytes(ISO_8859_1))
                .isEqualTo(MUCH);
    }

    @Test
    void answerThatIsReadTooSlowly_isDropped_andItsCallerMayCallAgain() throws IOException {
        reopen(1, 1, BodyRate.DEFAULT, new BufferedAnswers.Limits(100_000, 50_000, Duration.ofMillis(200), 1));
        List<Socket> slow = new ArrayList<>();
        slow.add(send(get("slow", "much")));
        assertThat(call("other")).isEqualTo(299);
        assertCallsAgain("slow");
    }

    @Test
    void answersForNobody_areDroppedWhereTheyWouldHoldThreads() throws IOException {
        reopen(1, 1, BodyRate.DEFAULT, new BufferedAnswers.Limits(50_000, 50_000, Duration.ofSeconds(30), 1));
        for (int i = 0; i < 100; i++) {
            send("GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        assertThat(health()).isEqualTo(200);
        assertThat(call("other")).isEqualTo(299);
    }

    /** Its requests may end a moment after their connections. */
    private void assertCallsAgain(String caller) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < UNDER_WAY; i++) {
            int status;
            do {
                status = call(caller);
            } while (status == 429);
            statuses.add(status);
        }
        assertThat(statuses).containsOnly(299);
    }
}
