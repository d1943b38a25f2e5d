package io.dataaccount.http.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The services that hand out credentials on AWS, and a DynamoDB with empty tables, on one port of this machine. Each
 * hands out the access key with its own name. The credentials end so soon that the SDK asks again for every request.
 */
final class CredentialServer implements AutoCloseable {
    static final String TOKEN = "token-that-must-not-be-logged";
    static final String SECRET = "secret-that-must-not-be-logged";

    private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([^/]+)/");
    private static final String REFUSED_BY_STS =
            "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> signers = new CopyOnWriteArrayList<>();
    private final List<String> credentialRequests = new CopyOnWriteArrayList<>();
    private volatile boolean isBroken;
    private volatile Duration lifetime = Duration.ofSeconds(50);

    CredentialServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/dynamodb", this::dynamoDb);
        server.createContext("/", this::webIdentity); // STS
        server.createContext("/container", this::container);
        server.createContext("/latest/api/token", exchange -> respond(exchange, 200, TOKEN));
        server.createContext("/latest/meta-data/iam/security-credentials", this::instance);
        server.createContext("/sso/federation/credentials", this::identityCenter);
        server.createContext("/oidc/token", this::refresh);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** From now on, every service that hands out credentials refuses to. */
    void refuse() {
        isBroken = true;
    }

    void repair() {
        isBroken = false;
    }

    /** The new credentials are valid for this time. They have expired already if it is negative. */
    void lifetime(Duration lifetime) {
        this.lifetime = lifetime;
    }

    /** The access key of the last request to DynamoDB. */
    String lastSigner() {
        return signers.get(signers.size() - 1);
    }

    List<String> credentialRequests() {
        return credentialRequests;
    }

    private void dynamoDb(HttpExchange exchange) throws IOException {
        Matcher key = ACCESS_KEY.matcher(exchange.getRequestHeaders().getFirst("Authorization"));
        signers.add(key.find() ? key.group(1) : "none");
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        respond(exchange, 200, "{\"Count\": 0, \"Items\": []}");
    }

    private void webIdentity(HttpExchange exchange) throws IOException {
        String body = asked(exchange);
        if (isBroken || !body.contains("Action=AssumeRoleWithWebIdentity") || !body.contains(TOKEN)) {
            respond(exchange, 400, REFUSED_BY_STS.formatted("InvalidIdentityToken", "not valid: " + TOKEN));
            return;
        }
        respond(exchange, 200, """
                <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                <AssumeRoleWithWebIdentityResult><AssumedRoleUser>
                <Arn>arn:aws:sts::111111111111:assumed-role/Portal/pod</Arn><AssumedRoleId>AROA:pod</AssumedRoleId>
                </AssumedRoleUser><Credentials><AccessKeyId>ASIAWEBIDENTITY</AccessKeyId>
                <SecretAccessKey>%s</SecretAccessKey><SessionToken>%s</SessionToken><Expiration>%s</Expiration>
                </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
                """.formatted(SECRET, TOKEN, end()));
    }

    private void container(HttpExchange exchange) throws IOException {
        asked(exchange);
        boolean isKnown = TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (isBroken || !isKnown) {
            respond(exchange, 403, "{\"code\": \"AccessDenied\", \"message\": \"" + TOKEN + "\"}");
        } else {
            respond(exchange, 200, credentials("ASIACONTAINER"));
        }
    }

    private void instance(HttpExchange exchange) throws IOException {
        String path = asked(exchange);
        if (isBroken || !TOKEN.equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"))) {
            respond(exchange, 404, "");
        } else if (path.contains("extended")) {
            respond(exchange, 404, "");
        } else if (path.endsWith("/portal-role")) {
            respond(exchange, 200, credentials("ASIAINSTANCE"));
        } else {
            respond(exchange, 200, "portal-role");
        }
    }

    private void identityCenter(HttpExchange exchange) throws IOException {
        asked(exchange);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        String token = exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token");
        if (isBroken || !(TOKEN.equals(token) || "refreshed".equals(token))) {
            exchange.getResponseHeaders().add("x-amzn-ErrorType", "UnauthorizedException");
            respond(exchange, 401, "{\"message\": \"Session token not found or invalid: " + TOKEN + "\"}");
            return;
        }
        respond(exchange, 200, """
                {"roleCredentials": {"accessKeyId": "ASIAIDENTITYCENTER", "secretAccessKey": "%s",
                 "sessionToken": "%s", "expiration": %d}}
                """.formatted(SECRET, TOKEN, end().toEpochMilli()));
    }

    private void refresh(HttpExchange exchange) throws IOException {
        asked(exchange);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (isBroken) {
            exchange.getResponseHeaders().add("x-amzn-ErrorType", "InvalidGrantException");
            respond(exchange, 400, "{\"error\": \"invalid_grant\", \"error_description\": \"" + TOKEN + "\"}");
        } else {
            respond(
                    exchange,
                    200,
                    "{\"accessToken\": \"refreshed\", \"expiresIn\": 3600, \"refreshToken\": \"" + TOKEN + "\"}");
        }
    }

    /** Credentials as the metadata of instances, containers and {@code credential_process} have them. */
    String credentials(String accessKey) {
        return """
                {"Version": 1, "Code": "Success", "Type": "AWS-HMAC", "LastUpdated": "2026-01-01T00:00:00Z",
                 "AccessKeyId": "%s", "SecretAccessKey": "%s", "Token": "%s", "SessionToken": "%s", "Expiration": "%s"}
                """.formatted(accessKey, SECRET, TOKEN, TOKEN, end());
    }

    private Instant end() {
        return Instant.now().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
    }

    private String asked(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestURI() + " "
                + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        credentialRequests.add(exchange.getRequestURI().getPath());
        return request.strip();
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
