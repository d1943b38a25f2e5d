package io.dataaccount.http.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Locale.ROOT;

import io.dataaccount.http.cli.ServerWithLogin;
import io.dataaccount.http.local.DataAccountServer;
import io.dataaccount.http.oidc.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long callers and health checks wait while one caller and clients without a token hold as many
 * connections as they can. Some clients send a byte of an announced body every two seconds, some do not read their
 * responses, and some send requests without waiting for responses. They open a connection again after the server
 * closed it. The server has the limits of the {@code aws} mode, uses embedded AWS, and runs in the process of the
 * measurement. Prints a table in Markdown. Arguments: connections of each group, and seconds of each row.
 */
final class CrowdBenchmark {
    /** Bytes per second: 256 kbit/s. */
    private static final int BYTES_A_TENTH = 3200;

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final InetSocketAddress address;
    private final int connections;
    private final Duration time;

    private CrowdBenchmark(URI server, int connections, Duration time) {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
        this.connections = connections;
        this.time = time;
    }

    public static void main(String[] arguments) throws Exception {
        int connections = Integer.parseInt(arguments[0]);
        Duration time = Duration.ofSeconds(Integer.parseInt(arguments[1]));
        TestIssuer issuer = new TestIssuer(Clock.systemUTC());
        try (DataAccountServer behind = DataAccountServer.start();
                ServerWithLogin server = ServerWithLogin.startLimited(behind, issuer.config())) {
            new CrowdBenchmark(server.uri(), connections, time).run(issuer, server.uri());
        }
        issuer.close();
        System.exit(0);
    }

    private void run(TestIssuer login, URI server) throws Exception {
        String attacker = token(login, "sub-of-attacker");
        String reader = token(login, "sub-of-reader", "custom:role", "PortalAdmin");
        String admin = token(login, "sub-of-admin", "custom:role", "PortalAdmin");
        prepare(server, admin);
        String other = call("GET /api/v1/usecases", token(login, "sub-of-another"), "");
        String health = call("GET /healthz", null, "");
        byte[] slowBody = slow("POST /api/v1/usecases/demo/data/folders", attacker);
        byte[] slowBodyOfNobody = slow("POST /api/v1/usecases/demo/data/folders", null);
        byte[] unread = batch(reader);
        String openApi = call("GET /api/v1/openapi.json", null, "");
        byte[] unreadByNobody = openApi.getBytes(ISO_8859_1);

        System.out.printf(
                ROOT,
                "%n%d connections of a group, %d s a row, Java %s, %d processors%n%n| held by | asks | requests | median, ms |"
                        + " 99 %%, ms | longest, ms | status |%n|---|---|---|---|---|---|---|%n",
                connections,
                time.toSeconds(),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors());
        measure("warm-up", List.of(), other, health);
        measure("nobody", List.of(), other, health);
        List<SlowClients> nobodies = List.of(
                new SlowClients(address, connections / 2, slowBodyOfNobody, true),
                new SlowClients(address, connections / 2, unreadByNobody, false));
        measure("clients without a token", nobodies, other, health);
        CompletableFuture<String> upload = CompletableFuture.supplyAsync(() -> honestUpload(admin));
        measure("one caller's slow bodies, and they", with(nobodies, slowBody, true), other, health);
        String uploaded = upload.join();
        measure(
                "pipelined requests without a token",
                List.of(
                        new PipeliningClients(address, connections / 2, call("GET /nowhere", null, ""), true),
                        new PipeliningClients(address, connections / 2, openApi, true)),
                other,
                health);
        measure(
                "pipelined requests of one caller",
                List.of(new PipeliningClients(address, connections, call("GET /api/v1/usecases", attacker, ""), true)),
                other,
                health);
        measure(
                "unread static files",
                List.of(new PipeliningClients(address, connections, openApi, false)),
                openApi,
                "the OpenAPI document",
                health);
        measure("one caller's unread responses, and they", with(nobodies, unread, false), other, health);
        System.out.printf("%nA body of 1 MiB at 256 kbit/s, sent during the slow bodies: %s%n", uploaded);
    }

    /** Creates a folder with a body that is padded with spaces. */
    private String honestUpload(String token) {
        int length = 1024 * 1024;
        String json = "{\"bucket\":\"crowded-bucket\",\"folder_path\":\"slowly/\"}";
        String head = call(
                "POST /api/v1/usecases/demo/data/folders",
                token,
                "Connection: close\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n");
        byte[] request = (head + json + " ".repeat(length - json.length())).getBytes(ISO_8859_1);
        long begin = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(address);
            for (int sent = 0; sent < request.length; sent += BYTES_A_TENTH) {
                socket.getOutputStream().write(request, sent, Math.min(BYTES_A_TENTH, request.length - sent));
                Thread.sleep(100);
            }
            String response = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            return "%s after %d s".formatted(response.split("\r\n", 2)[0], (System.nanoTime() - begin) / 1_000_000_000);
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }

    private List<SlowClients> with(List<SlowClients> others, byte[] request, boolean sends) {
        List<SlowClients> all = new ArrayList<>(others);
        all.add(new SlowClients(address, connections, request, sends));
        return all;
    }

    private void measure(String held, List<? extends Runnable> clients, String other, String health) throws Exception {
        measure(held, clients, other, "another caller", health);
    }

    private void measure(String held, List<? extends Runnable> clients, String other, String who, String health)
            throws Exception {
        List<Thread> crowd =
                clients.stream().map(each -> new Thread(each, "crowd")).toList();
        crowd.forEach(Thread::start);
        Thread.sleep(clients.isEmpty() ? 0 : 3000); // until they are connected
        Waits calls = new Waits(other);
        Waits checks = new Waits(health);
        List<Thread> both = List.of(new Thread(calls, "calls"), new Thread(checks, "checks"));
        both.forEach(Thread::start);
        for (Thread each : both) {
            each.join();
        }
        crowd.forEach(Thread::interrupt);
        for (Thread each : crowd) {
            each.join();
        }
        calls.print(held, who);
        checks.print(held, "`/healthz`");
    }

    private static String token(TestIssuer login, String sub, String... more) {
        Map<String, Object> claims = login.claims();
        claims.put("sub", sub);
        if (more.length > 0) {
            claims.put(more[0], more[1]);
        }
        return login.token(claims);
    }

    private static void prepare(URI server, String token) throws IOException, InterruptedException {
        HttpRequest create = HttpRequest.newBuilder(server.resolve("/api/v1/usecases/demo/data/buckets"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"bucket_name\":\"crowded-bucket\"}"))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(create, BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new IllegalStateException(response.body());
        }
    }

    private static String call(String line, @Nullable String token, String more) {
        return line + " HTTP/1.1\r\nHost: localhost\r\n"
                + (token == null ? "" : "Authorization: Bearer " + token + "\r\n") + more + "\r\n";
    }

    private static byte[] slow(String line, @Nullable String token) {
        return (call(line, token, "Content-Type: application/json\r\nContent-Length: 1000000\r\n") + "{")
                .getBytes(ISO_8859_1);
    }

    private static byte[] batch(String token) {
        String files = IntStream.range(0, 1000)
                .mapToObj(i -> "{\"filename\":\"run-1/image-" + i + ".jpg\"}")
                .collect(Collectors.joining(",", "{\"bucket\":\"crowded-bucket\",\"files\":[", "]}"));
        String head = call(
                "POST /api/v1/usecases/demo/data/batch-upload-urls",
                token,
                "Content-Type: application/json\r\nContent-Length: " + files.length() + "\r\n");
        return (head + files).getBytes(ISO_8859_1);
    }

    /** Sends one request after the other, each on its own connection. */
    private final class Waits implements Runnable {
        private final byte[] request;
        private final List<Double> millis = new ArrayList<>();
        private final Map<String, Integer> statuses = new ConcurrentHashMap<>();

        Waits(String request) {
            this.request =
                    request.replaceFirst("\r\n", "\r\nConnection: close\r\n").getBytes(ISO_8859_1);
        }

        @Override
        public void run() {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() - end < 0) {
                long begin = System.nanoTime();
                statuses.merge(ask(), 1, Integer::sum);
                millis.add((System.nanoTime() - begin) / 1e6);
                try {
                    Thread.sleep(PAUSE.toMillis());
                } catch (InterruptedException e) {
                    return;
                }
            }
            Collections.sort(millis);
        }

        private String ask() {
            try (Socket socket = new Socket()) {
                socket.setSoTimeout(30_000);
                socket.connect(address, 30_000);
                socket.getOutputStream().write(request);
                String response = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
                return response.isEmpty() ? "closed" : response.split(" ", 3)[1];
            } catch (IOException e) {
                return "failed";
            }
        }

        private void print(String held, String asks) {
            System.out.printf(
                    ROOT,
                    "| %s | %s | %d | %.1f | %.1f | %.1f | %s |%n",
                    held,
                    asks,
                    millis.size(),
                    millis.get(millis.size() / 2),
                    millis.get(millis.size() * 99 / 100),
                    millis.get(millis.size() - 1),
                    new TreeMap<>(statuses));
        }
    }
}
