package io.dataaccount.http.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.dataaccount.http.cli.ServerProcess;
import io.dataaccount.http.oidc.TestIssuer;
import io.dataaccount.http.testing.HttpCalls;
import io.dataaccount.testkit.embedded.EmbeddedAws;
import io.dataaccount.testkit.embedded.EmbeddedAwsConfig;
import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server's jar in aws mode where S3, STS, DynamoDB and the issuer have names that only a proxy can find, and
 * certificates of a CA that Java does not know.
 */
class ProxyIT {
    private static final List<String> HOSTS =
            List.of("s3.example", "sts.example", "dynamodb.example", "issuer.example");
    private static final String ISSUER = "https://issuer.example/pool";
    private static final String ROLE = "arn:aws:iam::333333333333:role/TeamDataRole";
    private static final String USECASE = """
            {"usecase_id": "%s", "name": "The team", "account_id": "333333333333", "owner": "ana",
             "cross_account_role_arn": "%s", "external_id": "team-external-id"}
            """;
    private static final String USER = "ana";
    private static final String PASSWORD = "p@ss:word/hush";
    private static final String ENCODED_PASSWORD = "p%40ss%3Aword%2Fhush";

    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
    private static final List<String> TARGETS = new ArrayList<>();

    @TempDir
    private static Path directory;

    private static TestCa ca;
    private static TestIssuer keys;
    private static EmbeddedAws aws;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @BeforeAll
    static void startServices() throws Exception {
        TestCa made = TestCa.make(Files.createDirectory(directory.resolve("ca")), HOSTS);
        ca = made;
        TestIssuer issuer = opened(OPEN, new TestIssuer(Clock.systemUTC()));
        keys = issuer;
        EmbeddedAws started = opened(
                OPEN,
                EmbeddedAws.start(EmbeddedAwsConfig.inDirectory(directory.resolve("aws"))
                        .withRoles(new EmbeddedRole(ROLE, "team-external-id"))
                        .withHostNames(HOSTS)));
        aws = started;
        List<Integer> ports = List.of(
                started.s3Endpoint().getPort(),
                started.stsEndpoint().getPort(),
                opened(OPEN, LocalTables.start()).port(),
                issuerDocuments(issuer));
        for (int i = 0; i < HOSTS.size(); i++) {
            Relay relay = opened(OPEN, Relay.start(made.server(), ports.get(i)));
            TARGETS.add(HOSTS.get(i) + ":443=" + relay.port());
        }
    }

    /** The documents of an issuer with another name than that of the test issuer, and with its keys. */
    private static int issuerDocuments(TestIssuer issuer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] discovery = "{\"issuer\": \"%s\", \"jwks_uri\": \"%s/jwks\"}"
                .formatted(ISSUER, ISSUER)
                .getBytes(UTF_8);
        byte[] set = HttpCalls.send(HttpRequest.newBuilder(URI.create(issuer.issuer() + "/jwks"))
                        .build())
                .body();
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestURI().getPath().endsWith("/jwks") ? set : discovery;
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        OPEN.push(() -> server.stop(0));
        return server.getAddress().getPort();
    }

    private static <T extends AutoCloseable> T opened(Deque<AutoCloseable> stack, T resource) {
        stack.push(resource);
        return resource;
    }

    @AfterEach
    void stop() throws Exception {
        close(opened);
    }

    @AfterAll
    static void stopServices() throws Exception {
        close(OPEN);
    }

    private static void close(Deque<AutoCloseable> stack) throws Exception {
        while (!stack.isEmpty()) {
            stack.pop().close();
        }
    }

    @Test
    void allCalls_goThroughTheProxy_andRecoverAfterItWasDown() throws IOException {
        ProxyProcess proxy = proxy(0);
        Map<String, String> environment = environment();
        environment.put("HTTPS_PROXY", "http://" + USER + ":" + ENCODED_PASSWORD + "@127.0.0.1:" + proxy.port());
        environment.put("AWS_CA_BUNDLE", String.valueOf(ca.pem()));
        int server = start(environment);
        assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
        makeAllCalls(server, "team");
        assertThat(proxy.requests().stream().collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        HOSTS.stream().map(host -> host + ":443 200").toList());
        proxy.close();

        String down = assertUnavailable(server, "team");
        assertThat(down).contains("DynamoDB", "127.0.0.1:" + proxy.port() + " (HTTPS_PROXY) cannot be reached");

        proxy(proxy.port());
        call(server, "GET", "/api/v1/usecases/team/data/buckets", null, 200);
    }

    @Test
    void wrongPassword_isNamedToTheOperatorWithoutThePassword() throws IOException {
        ProxyProcess proxy = proxy(0);
        Map<String, String> environment = environment();
        environment.put("HTTPS_PROXY", "http://" + USER + ":hush-wrong@127.0.0.1:" + proxy.port());
        environment.put("AWS_CA_BUNDLE", String.valueOf(ca.pem()));
        int server = start(environment);
        for (String body : List.of(assertUnavailable(server, "none"), notReady(server))) {
            assertThat(body)
                    .contains(
                            "The proxy 127.0.0.1:" + proxy.port() + " (HTTPS_PROXY) returned HTTP status 407",
                            "Correct them in the setting")
                    .doesNotContain("hush", USER);
        }
        assertThat(proxy.requests()).isNotEmpty().allMatch(line -> line.endsWith(" 407"));
    }

    @Test
    void systemPropertiesAndTrustStore_workToo_andNoProxyBypassesTheProxy() throws IOException {
        ProxyProcess proxy = proxy(0);
        Map<String, String> environment = environment();
        environment.put("NO_PROXY", "dynamodb.example");
        environment.put(
                "JAVA_TOOL_OPTIONS",
                "-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=" + proxy.port() + " -Dhttps.proxyUser=" + USER
                        + " -Dhttps.proxyPassword=" + PASSWORD + " -Djavax.net.ssl.trustStore=" + ca.trustStore()
                        + " -Djavax.net.ssl.trustStorePassword=" + TestCa.PASSWORD);
        int server = start(environment);
        // the issuer's keys came through the proxy; DynamoDB has a name that this machine does not know
        assertThat(assertUnavailable(server, "none"))
                .contains("DynamoDB did not complete")
                .doesNotContain("proxy");
        assertThat(proxy.requests()).isNotEmpty().allMatch(line -> line.equals("issuer.example:443 200"));
    }

    @Test
    void refusedHost_isNamed() throws IOException {
        List<String> withoutDynamoDb = TARGETS.stream()
                .filter(target -> !target.startsWith("dynamodb"))
                .toList();
        ProxyProcess proxy = opened(opened, ProxyProcess.start(0, USER + ":" + PASSWORD, withoutDynamoDb));
        Map<String, String> environment = environment();
        environment.put("https_proxy", USER + ":" + ENCODED_PASSWORD + "@127.0.0.1:" + proxy.port());
        environment.put("AWS_CA_BUNDLE", String.valueOf(ca.pem()));
        int server = start(environment);
        assertThat(List.of(assertUnavailable(server, "none"), notReady(server)))
                .allSatisfy(body -> assertThat(body)
                        .contains("127.0.0.1:" + proxy.port()
                                + " (https_proxy) returned HTTP status 403 instead of a connection to"
                                + " dynamodb.example:443"));
    }

    @Test
    void invalidProxy_endsTheStart() throws IOException {
        Map<String, String> environment = environment();
        environment.put("HTTPS_PROXY", "socks5://ana:hush@proxy.example:1080");
        Process process = ServerProcess.launch(directory, environment, List.of("aws", "--port", "0"));
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(ServerProcess.exit(process)).isEqualTo(1);
        assertThat(output)
                .contains("HTTPS_PROXY 'socks5://***@proxy.example:1080' must begin with http://")
                .doesNotContain("hush", "\tat ");
    }

    private ProxyProcess proxy(int port) {
        return opened(opened, ProxyProcess.start(port, USER + ":" + PASSWORD, TARGETS));
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_REGION", "eu-central-1",
                "AWS_ENDPOINT_URL_S3", "https://s3.example",
                "AWS_ENDPOINT_URL_STS", "https://sts.example",
                "AWS_ENDPOINT_URL_DYNAMODB", "https://dynamodb.example",
                "AWS_ACCESS_KEY_ID", aws.user().accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", aws.user().secretAccessKey(),
                "PORTAL_ORIGINS", "https://portal.example.com",
                "OIDC_ISSUER", ISSUER,
                "OIDC_AUDIENCE", TestIssuer.AUDIENCE,
                "S3_PATH_STYLE", "true"));
        for (String name : List.of(
                "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy", "AWS_CA_BUNDLE")) {
            environment.put(name, "");
        }
        return environment;
    }

    /** Starts the jar and returns its port. */
    private int start(Map<String, String> environment) throws IOException {
        Process process = ServerProcess.launch(directory, environment, List.of("aws", "--port", "0"));
        opened.push(() -> {
            process.destroyForcibly();
            ServerProcess.exit(process);
        });
        BufferedReader out = process.inputReader(UTF_8);
        StringBuilder seen = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            seen.append(line).append('\n');
            if (line.startsWith("Data Account is at ")) {
                Relay.onThread(() -> out.transferTo(java.io.Writer.nullWriter()));
                return Integer.parseInt(line.replaceAll("^.*:([0-9]+) over.*$", "$1"));
            }
        }
        throw new IllegalStateException("the server did not start:\n" + seen);
    }

    private static void makeAllCalls(int server, String usecase) {
        String data = "/api/v1/usecases/" + usecase + "/data";
        call(server, "POST", "/api/v1/usecases", USECASE.formatted(usecase, ROLE), 201);
        call(server, "POST", data + "/buckets", "{\"bucket_name\": \"behind-a-proxy\"}", 201);
        call(server, "POST", data + "/configure", "{\"data_s3_bucket\": \"behind-a-proxy\"}", 200);
        call(server, "POST", data + "/folders", "{\"folder_path\": \"run-1/\"}", 201);
        assertThat(call(server, "GET", data + "/buckets", null, 200)).contains("behind-a-proxy");
        assertThat(call(server, "GET", data + "/folders", null, 200)).contains("run-1/");
        assertThat(call(server, "POST", data + "/upload-url", "{\"key\": \"a.txt\"}", 200))
                .contains("https://s3.example/behind-a-proxy/a.txt");
        assertThat(call(server, "POST", data + "/batch-upload-urls", "{\"files\": [{\"filename\": \"a.txt\"}]}", 200))
                .contains("https://s3.example/behind-a-proxy/a.txt");
    }

    private static String assertUnavailable(int server, String usecase) {
        return call(server, "GET", "/api/v1/usecases/" + usecase, null, 503);
    }

    private static String notReady(int server) {
        HttpResponse<byte[]> response = get(server, "/readyz");
        assertThat(response.statusCode()).isEqualTo(503);
        return new String(response.body(), UTF_8);
    }

    private static HttpResponse<byte[]> get(int server, String path) {
        return HttpCalls.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server + path))
                .build());
    }

    private static String call(int server, String method, String path, @Nullable String body, int status) {
        Map<String, Object> claims = keys.claims();
        claims.put("iss", ISSUER);
        claims.put("cognito:groups", List.of("PortalAdmin"));
        HttpResponse<byte[]> response =
                HttpCalls.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server + path))
                        .header("Authorization", "Bearer " + keys.token(claims))
                        .header("Content-Type", "application/json")
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build());
        String text = new String(response.body(), UTF_8);
        assertThat(response.statusCode()).as(method + " " + path + ": " + text).isEqualTo(status);
        return text;
    }
}
