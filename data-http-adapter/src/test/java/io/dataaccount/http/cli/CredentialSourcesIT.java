package io.dataaccount.http.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.http.oidc.TestIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar over AWS with each source of credentials: while it works, when it fails, and when it works again. */
class CredentialSourcesIT {
    private static final String MISSING = "127.0.0.1:1"; // nothing listens there
    private static final String CALL = "/api/v1/usecases/nobodys";

    @TempDir
    Path home;

    private final CredentialServer aws = new CredentialServer();
    private final TestIssuer issuer = new TestIssuer(Clock.systemUTC());
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void configure() {
        for (String unset : List.of(
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "AWS_PROFILE",
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                "AWS_ROLE_ARN",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                "AWS_CONFIG_FILE",
                "AWS_SHARED_CREDENTIALS_FILE")) {
            environment.put(unset, "");
        }
        environment.putAll(Map.of(
                "HOME", home.toString(),
                "AWS_REGION", "eu-central-1",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_METADATA_SERVICE_TIMEOUT", "1",
                "AWS_METADATA_SERVICE_NUM_ATTEMPTS", "1",
                "AWS_ENDPOINT_URL_DYNAMODB", aws.url("/dynamodb"),
                "PORTAL_ORIGINS", "https://portal.example.com",
                "OIDC_ISSUER", issuer.issuer(),
                "OIDC_AUDIENCE", TestIssuer.AUDIENCE));
    }

    @AfterEach
    void close() {
        aws.close();
        issuer.close();
    }

    @Test
    void none_isSaidWithTheReasonOfEachSource() throws IOException {
        assertThat(refusedStart())
                .contains(
                        "The server has no AWS credentials of its own",
                        "environment variables: AWS_ACCESS_KEY_ID is not set",
                        "web identity token: AWS_WEB_IDENTITY_TOKEN_FILE is not set",
                        "profile: AWS_PROFILE is not set",
                        "container credentials: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                        "instance metadata: AWS_EC2_METADATA_DISABLED is true");
        environment.put("AWS_PROFILE", "portal");
        assertThat(refusedStart()).contains("could not obtain its own AWS credentials", "profile: ", "'portal'");
    }

    @Test
    void webIdentity_isUsed_andItsFailureIsNamed() throws IOException {
        environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", file("token", CredentialServer.TOKEN));
        environment.put("AWS_ROLE_ARN", "arn:aws:iam::111111111111:role/Portal");
        environment.put("AWS_ENDPOINT_URL_STS", aws.url(""));
        assertUsedAndNamed(
                "ASIAWEBIDENTITY", "web identity token: Sts refused it (error code InvalidIdentityToken, status 400)");

        environment.put("AWS_ENDPOINT_URL_STS", "http://" + MISSING);
        assertThat(refusedStart())
                .contains("could not obtain", "web identity token: there is no response (ConnectException)")
                .doesNotContain("nowhere");
        environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", home.resolve("none").toString());
        assertThat(refusedStart())
                .contains("web identity token: a file cannot be read (NoSuchFileException)")
                .contains(home.resolve("none").toString());
    }

    @Test
    void container_isUsed_andItsFailureIsNamed() throws IOException {
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.url("/container"));
        environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file("token", CredentialServer.TOKEN));
        assertUsedAndNamed("ASIACONTAINER", "container credentials: the service responded with HTTP status 403");

        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://" + MISSING + "/container");
        assertThat(refusedStart()).contains("container credentials: there is no response (ConnectException)");
        aws.repair();
        aws.lifetime(Duration.ofHours(-1));
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.url("/container"));
        assertThat(refusedStart()).contains("container credentials: returned credentials that expired at 20");
    }

    @Test
    void instanceMetadata_isUsed_andItsFailureIsNamed() throws IOException {
        environment.put("AWS_EC2_METADATA_DISABLED", "false");
        environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.url(""));
        try (AwsServerProcess server = AwsServerProcess.start(home, environment)) {
            assertWorks(server, "ASIAINSTANCE");
            aws.refuse(); // the SDK goes on with the old credentials, which EC2 may extend
            assertWorks(server, "ASIAINSTANCE");
        }
        assertThat(refusedStart()).contains("instance metadata: ");
        environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://" + MISSING);
        assertThat(refusedStart())
                .contains("has no AWS credentials of its own", "instance metadata: there is no response");
    }

    @Test
    void process_isUsed_andItsFailureIsNamed_withoutItsOutput() throws IOException {
        Path credentials = home.resolve("credentials.json");
        Files.writeString(credentials, aws.credentials("ASIAPROCESS"));
        profile("credential_process = sh " + file("process.sh", """
                cat %1$s && exit 0
                echo "%2$s" >&2
                exit 7
                """.formatted(credentials, CredentialServer.SECRET)));
        environment.put("AWS_PROFILE", "portal");
        try (AwsServerProcess server = AwsServerProcess.start(home, environment)) {
            assertWorks(server, "ASIAPROCESS");
        }
        Files.delete(credentials);
        assertThat(refusedStart()).contains("profile: credential_process ended with exit code 7");
        aws.lifetime(Duration.ofHours(-1));
        Files.writeString(credentials, aws.credentials("ASIAPROCESS"));
        assertThat(refusedStart()).contains("profile: returned credentials that expired at 20");
        Files.writeString(credentials, CredentialServer.SECRET);
        assertThat(refusedStart()).contains("profile: credential_process did not print valid credentials");
        Files.writeString(credentials, "{\"Version\": \"" + CredentialServer.SECRET + "\"}");
        assertThat(refusedStart()).contains("profile: credential_process did not print valid credentials");
    }

    @Test
    void identityCenter_isUsed_andItsFailureIsNamed() throws IOException {
        useIdentityCenter();
        signedIn(Instant.now().plusSeconds(3600));
        assertUsedAndNamed(
                "ASIAIDENTITYCENTER", "profile: Sso refused it (error code UnauthorizedException, status 401)");
    }

    @Test
    void identityCenter_withAnExpiredSignIn_isRefreshed_orNamed() throws IOException {
        useIdentityCenter();
        signedIn(Instant.now().minusSeconds(60));
        try (AwsServerProcess server = AwsServerProcess.start(home, environment)) {
            assertWorks(server, "ASIAIDENTITYCENTER");
            assertThat(aws.credentialRequests()).contains("/oidc/token");
        }
        aws.refuse();
        signedIn(Instant.now().minusSeconds(60));
        assertThat(refusedStart()).contains("profile: the sign-in has expired: sign in again");
        Files.delete(cache("sso", "SHA-1", "team"));
        assertThat(refusedStart()).contains("profile: ");
    }

    @Test
    void login_isUsed_andItsFailureIsNamed() throws IOException {
        String session = "arn:aws:iam::111111111111:user/ana";
        environment.put("AWS_PROFILE", "portal");
        profile("login_session = " + session);
        Path cached = cache("login", "SHA-256", session);
        Files.createDirectories(cached.getParent());
        Files.writeString(cached, """
                {"accessToken": {"accessKeyId": "ASIALOGIN", "secretAccessKey": "%1$s", "sessionToken": "%2$s",
                  "accountId": "111111111111", "expiresAt": "%3$s"}, "tokenType": "aws_sigv4", "clientId": "id",
                 "refreshToken": "%2$s", "identityToken": "%2$s", "dpopKey": "%2$s"}
                """.formatted(
                CredentialServer.SECRET, CredentialServer.TOKEN, Instant.now().plusSeconds(3600)));
        try (AwsServerProcess server = AwsServerProcess.start(home, environment)) {
            assertWorks(server, "ASIALOGIN");
        }
        Files.delete(cached);
        assertThat(refusedStart()).contains("could not obtain its own AWS credentials", "profile: ");
    }

    /** Starts the server, breaks the source, and repairs it. */
    private void assertUsedAndNamed(String accessKey, String reason) throws IOException {
        String output;
        try (AwsServerProcess server = AwsServerProcess.start(home, environment)) {
            assertWorks(server, accessKey);
            aws.refuse();
            assertThat(server.ready(response -> response.startsWith("HTTP/1.1 503 ")))
                    .contains("could not obtain its own AWS credentials: " + reason)
                    .doesNotContain(CredentialServer.SECRET, CredentialServer.TOKEN);
            for (int i = 0; i < 3; i++) {
                assertThat(call(server))
                        .startsWith("HTTP/1.1 503 ")
                        .contains("Retry-After: ", "\"code\":\"unavailable\"")
                        .contains("The server could not obtain its own AWS credentials")
                        .doesNotContain(reason, "127.0.0.1:" + aws.url("").replaceAll(".*:", ""));
            }
            aws.repair();
            assertWorks(server, accessKey);
            output = server.stop();
        }
        assertThat(output)
                .contains("credentials are available again")
                .doesNotContain(CredentialServer.SECRET, CredentialServer.TOKEN);
        assertThat(output.lines().filter(line -> line.contains("OwnCredentials The server could not")))
                .as(output)
                .hasSize(1);
        aws.refuse();
        assertThat(refusedStart()).contains("could not obtain its own AWS credentials", reason);
    }

    private void assertWorks(AwsServerProcess server, String accessKey) {
        server.ready(response -> response.startsWith("HTTP/1.1 200 "));
        assertThat(call(server)).startsWith("HTTP/1.1 40").doesNotContain("credentials");
        assertThat(aws.lastSigner()).isEqualTo(accessKey);
    }

    private String call(AwsServerProcess server) {
        return server.get(CALL, "Authorization: Bearer " + issuer.token());
    }

    private String refusedStart() throws IOException {
        Process process = ServerProcess.launch(home, environment, List.of("aws", "--port", "0"));
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat("exit " + ServerProcess.exit(process) + ": " + output)
                .startsWith("exit 1: ")
                .contains("AWS credentials")
                .doesNotContain("\tat ", CredentialServer.SECRET, CredentialServer.TOKEN);
        return output;
    }

    private void useIdentityCenter() throws IOException {
        environment.put("AWS_ENDPOINT_URL_SSO", aws.url("/sso"));
        environment.put("AWS_ENDPOINT_URL_SSO_OIDC", aws.url("/oidc"));
        environment.put("AWS_PROFILE", "portal");
        profile("sso_session = team\nsso_account_id = 111111111111\nsso_role_name = Portal\n[sso-session team]\n"
                + "sso_region = eu-central-1\nsso_start_url = https://team.awsapps.com/start");
    }

    private void profile(String properties) throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/config"), "[profile portal]\nregion = eu-central-1\n" + properties + "\n");
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(home.resolve(name), content).toString();
    }

    /** The file of a sign-in, as the AWS CLI names it. */
    private Path cache(String kind, String algorithm, String session) {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(session.getBytes(UTF_8));
            return home.resolve(".aws/" + kind + "/cache/" + HexFormat.of().formatHex(hash) + ".json");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void signedIn(Instant end) throws IOException {
        Path cached = cache("sso", "SHA-1", "team");
        Files.createDirectories(cached.getParent());
        Files.writeString(cached, """
                {"startUrl": "https://team.awsapps.com/start", "region": "eu-central-1", "accessToken": "%1$s",
                 "expiresAt": "%2$s", "clientId": "id", "clientSecret": "%1$s", "refreshToken": "%1$s",
                 "registrationExpiresAt": "2999-01-01T00:00:00Z"}
                """.formatted(CredentialServer.TOKEN, end));
    }
}
