package io.dataaccount.http.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import io.dataaccount.http.Portal;
import io.dataaccount.http.testing.HttpCalls;
import io.dataaccount.http.testing.RawHttp;
import io.dataaccount.testkit.container.DataAccountContainer;
import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** The container image, as a portal's tests use it. */
@EnabledIf("io.dataaccount.http.cli.ContainerEngine#isExpected")
class DataAccountContainerIT {
    private static final String ROLE = "arn:aws:iam::333333333333:role/TeamDataRole";
    private static final String USECASE = """
            {"usecase_id": "team", "name": "The team", "account_id": "111111111111",
             "data_account_id": "333333333333", "data_account_role_arn": "%s",
             "data_account_external_id": "team-external-id"}
            """.formatted(ROLE);

    private static final Network NETWORK = Network.newNetwork();
    private static final DataAccountContainer CONTAINER =
            container().withRole(ROLE, "team-external-id").withNetwork(NETWORK).withNetworkAliases("data-account");

    @BeforeAll
    static void start() {
        CONTAINER.start();
    }

    @AfterAll
    static void stop() {
        CONTAINER.stop();
        NETWORK.close();
    }

    private static DataAccountContainer container() {
        return new DataAccountContainer(ContainerEngine.image()).withOrigin(Portal.ORIGIN);
    }

    @Test
    void portal_outsideTheContainer_createsBucketUploadsAndLists() {
        Portal portal = new Portal(CONTAINER.apiUri());
        portal.post("", USECASE, 201);
        portal.post("/team/data/buckets", "{\"bucket_name\": \"team-data\"}", 201);
        JsonNode grant = grant(portal, "team", "team-data");

        assertThat(grant.get("upload_url").asText()).startsWith(CONTAINER.s3Endpoint() + "/team-data/a%20b.txt?");
        assertThat(portal.upload(grant, "content".getBytes(UTF_8)).statusCode()).isEqualTo(200);
        assertThat(files(portal, "team", "team-data")).hasSize(1);
    }

    @Test
    void uploadUrl_thatWasChanged_isRefused() {
        Portal portal = new Portal(CONTAINER.apiUri());
        portal.post("/demo/data/buckets", "{\"bucket_name\": \"guarded\"}", 201);
        JsonNode grant = grant(portal, "demo", "guarded");
        String url = grant.get("upload_url").asText();
        HttpRequest changed = HttpRequest.newBuilder(URI.create(url.replace("a%20b", "a%20c")))
                .header("Content-Type", "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofString("evil"))
                .build();

        assertThat(HttpCalls.send(changed).statusCode()).isEqualTo(403);
    }

    @Test
    void page_ofTheServersOwnPublishedAddress_mayUpload() {
        Portal portal = new Portal(CONTAINER.apiUri());
        portal.post("/demo/data/buckets", "{\"bucket_name\": \"for-own-page\"}", 201);
        String origin = CONTAINER.apiUri().toString();
        HttpRequest preflight = HttpRequest.newBuilder(CONTAINER.s3Endpoint().resolve("/for-own-page/a.txt"))
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PUT")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(HttpCalls.send(preflight).headers().firstValue("Access-Control-Allow-Origin"))
                .contains(origin);
    }

    @Test
    void twoContainers_shareNoData() {
        try (DataAccountContainer other = container()) {
            other.start();
            Portal here = new Portal(CONTAINER.apiUri());
            Portal there = new Portal(other.apiUri());
            here.post("/demo-cross/data/buckets", "{\"bucket_name\": \"here\"}", 201);
            there.post("/demo-cross/data/buckets", "{\"bucket_name\": \"there\"}", 201);
            JsonNode grant = grant(there, "demo-cross", "there");
            assertThat(there.upload(grant, new byte[1]).statusCode()).isEqualTo(200);

            assertThat(there.get("/demo-cross/data/buckets").get("buckets")).hasSize(1);
            assertThat(files(here, "demo-cross", "here")).isEmpty();
        }
    }

    @Test
    void host_ofAnotherName_isRefused_andThatOfTheAliasIsNot() throws IOException {
        int port = CONTAINER.apiUri().getPort();
        assertThat(status(port, "evil.example")).isEqualTo(421);
        assertThat(status(port, "data-account:8080")).isEqualTo(200);
        for (URI aws : List.of(CONTAINER.s3Endpoint(), CONTAINER.stsEndpoint())) {
            assertThat(status(aws.getPort(), "evil.example")).isEqualTo(421);
            assertThat(status(aws.getPort(), "data-account:8081")).isEqualTo(403);
            assertThat(status(aws.getPort(), aws.getAuthority())).isEqualTo(403);
        }
    }

    private static int status(int port, String host) throws IOException {
        return RawHttp.status(
                RawHttp.send(port, "GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"));
    }

    @Test
    void credentials_ofTwoContainers_differAndAreValid() {
        EmbeddedUser here = CONTAINER.credentials();
        try (StsClient sts = StsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.US_EAST_1)
                .endpointOverride(CONTAINER.stsEndpoint())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(here.accessKeyId(), here.secretAccessKey())))
                .build()) {
            assertThat(sts.getCallerIdentity().account()).isEqualTo("111111111111");
        }
        assertThat(CONTAINER.getLogs()).doesNotContain(here.accessKeyId(), here.secretAccessKey());
        try (DataAccountContainer other = container()) {
            other.start();
            assertThat(other.credentials()).isNotEqualTo(here);
        }
    }

    @Test
    void process_isNotRoot_andItsFileSystemIsReadOnly() {
        InspectContainerResponse container = CONTAINER.getContainerInfo();
        assertThat(container.getConfig().getUser()).isEqualTo("10001:10001");
        assertThat(ContainerEngine.client()
                        .topContainerCmd(CONTAINER.getContainerId())
                        .withPsArgs("-o uid,pid")
                        .exec()
                        .getProcesses())
                .hasNumberOfRows(1)
                .satisfies(processes -> assertThat(processes[0][0]).isEqualTo("10001"));
        assertThat(container.getHostConfig().getReadonlyRootfs()).isTrue();
        assertThatThrownBy(() -> CONTAINER.copyFileToContainer(Transferable.of("x"), "/opt/data-account/x"))
                .hasStackTraceContaining("read-only");
    }

    /** Waits for the engine's own health check instead of the one over the mapped port. */
    @Test
    void healthCheck_ofTheEngine_becomesHealthy() {
        try (DataAccountContainer checked =
                container().waitingFor(Wait.forHealthcheck().withStartupTimeout(Duration.ofMinutes(2)))) {
            checked.start();
            assertThat(checked.isHealthy()).isTrue();
        }
    }

    @Test
    void stop_isGraceful() {
        try (DataAccountContainer stopped = container()) {
            stopped.start();
            String id = stopped.getContainerId();
            ContainerEngine.client().stopContainerCmd(id).withTimeout(60).exec();
            assertThat(exitCode(stopped)).isEqualTo(143); // 137 if it had to be killed
            assertThat(stopped.getLogs()).doesNotContain("did not stop cleanly");
        }
    }

    /** Without its own network, every machine could call a server that has no login. */
    @Test
    void start_inTheNetworkOfTheHost_isRefused() {
        try (GenericContainer<?> exposed = new GenericContainer<>(ContainerEngine.image())
                .withNetworkMode("host")
                .withStartupCheckStrategy(new Ended().withTimeout(Duration.ofMinutes(1)))) {
            exposed.start();
            assertThat(exitCode(exposed)).isEqualTo(1);
            assertThat(exposed.getLogs()).contains("network of its host");
        }
    }

    /** The exit code of a container that ends by itself, with any code. */
    private static final class Ended extends StartupCheckStrategy {
        @Override
        public StartupStatus checkStartupState(DockerClient client, String id) {
            return "exited"
                            .equals(client.inspectContainerCmd(id)
                                    .exec()
                                    .getState()
                                    .getStatus())
                    ? StartupStatus.SUCCESSFUL
                    : StartupStatus.NOT_YET_KNOWN;
        }
    }

    private static int exitCode(GenericContainer<?> container) {
        Long code =
                requireNonNull(container.getCurrentContainerInfo().getState().getExitCodeLong());
        return code.intValue();
    }

    private static JsonNode grant(Portal portal, String usecase, String bucket) {
        return portal.post(
                "/" + usecase + "/data/upload-url",
                "{\"bucket\": \"%s\", \"key\": \"a b.txt\", \"content_type\": \"text/plain\"}".formatted(bucket),
                200);
    }

    private static JsonNode files(Portal portal, String usecase, String bucket) {
        return portal.get("/" + usecase + "/data/folders?bucket=" + bucket).get("files");
    }
}
