package io.dataaccount.testkit.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * Data Account in a container, with its own S3, STS and store, for the integration tests of a portal. No class of the
 * server is on the class path of the tests, and no AWS account is needed.
 *
 * <pre>{@code
 * @Testcontainers
 * class PortalIT {
 *     @Container
 *     static final DataAccountContainer DATA = new DataAccountContainer(DockerImageName.parse("data-account"));
 *
 *     @Test
 *     void lists_buckets() {
 *         URI buckets = DATA.apiUri().resolve("/api/v1/usecases/demo/data/buckets");
 *     }
 * }
 * }</pre>
 *
 * <p>The image is in no registry. Build it with {@code mvn package} and {@code docker build -t data-account
 * data-http-adapter} in a clone of our repository. The use cases {@code demo} and {@code demo-cross} exist from the
 * start.
 *
 * <p>Each start gets free ports. Upload URLs contain the mapped port of S3, which the tests and a browser on the same
 * machine can reach. Another container in the same network can call the API through a network alias and port 8080, but
 * it cannot use these upload URLs: see {@link #withUploadsTo}. The root file system is read-only. Data is stored in a
 * volume that is removed with the container.
 */
public final class DataAccountContainer extends GenericContainer<DataAccountContainer> {
    private static final int API_PORT = 8080;
    private static final int S3_PORT = 8081;
    private static final int STS_PORT = 8082;

    /** In a volume of the image, because the engine cannot copy files into a read-only file system. */
    private static final String PUBLISHED_DIRECTORY = "/run/data-account";

    private static final String PUBLISHED_FILE = "published";

    private static final String CREDENTIALS_FILE = "/data/.data-account/credentials";

    private static final Duration START = Duration.ofMinutes(2);

    private final List<String> options = new ArrayList<>();
    private Optional<URI> publicS3 = Optional.empty();

    /**
     * A container that is not started yet.
     *
     * @param image an image built from the Dockerfile of data-http-adapter
     */
    public DataAccountContainer(DockerImageName image) {
        super(image);
        withExposedPorts(API_PORT, S3_PORT, STS_PORT);
        withCreateContainerCmdModifier(
                create -> requireNonNull(create.getHostConfig()).withReadonlyRootfs(true));
        waitingFor(Wait.forHttp("/readyz").forPort(API_PORT).withStartupTimeout(START));
    }

    /**
     * Allows web pages of this origin to upload into the buckets that this server creates.
     *
     * @param origin such as {@code http://localhost:3000}
     * @return this container
     */
    public DataAccountContainer withOrigin(String origin) {
        options.addAll(List.of("--origin", requireNonNull(origin, "origin is null")));
        return this;
    }

    /**
     * Adds a role that use cases can name.
     *
     * @param arn the ARN of the role
     * @param externalId the external id that is required to assume the role
     * @return this container
     */
    public DataAccountContainer withRole(String arn, String externalId) {
        options.addAll(List.of(
                "--role", requireNonNull(arn, "arn is null"), requireNonNull(externalId, "externalId is null")));
        return this;
    }

    /**
     * Signs upload URLs for this address of S3 instead of the mapped port, for example because containers in the same
     * network upload.
     *
     * @param s3 such as {@code http://data-account:8081}
     * @return this container
     */
    public DataAccountContainer withUploadsTo(URI s3) {
        this.publicS3 = Optional.of(s3);
        return this;
    }

    /**
     * URL of the server for the tests, such as {@code http://localhost:32768}; the API is under {@code /api/v1}.
     *
     * @throws IllegalStateException if the container is not started
     */
    public URI apiUri() {
        return mapped(API_PORT);
    }

    /**
     * URL of its S3 for the tests, for {@code endpointOverride} together with path style; the same for all regions.
     *
     * @throws IllegalStateException if the container is not started
     */
    public URI s3Endpoint() {
        return mapped(S3_PORT);
    }

    /**
     * URL of its STS for the tests; the same for all regions.
     *
     * @throws IllegalStateException if the container is not started
     */
    public URI stsEndpoint() {
        return mapped(STS_PORT);
    }

    /**
     * The keys for its S3 and STS, for AWS clients in a test. The server generates them at random. They allow every
     * operation in account 111111111111.
     *
     * @throws IllegalStateException if the container is not started
     */
    public EmbeddedUser credentials() {
        return copyFileFromContainer(
                CREDENTIALS_FILE,
                content -> EmbeddedUser.ofCredentialsFile("111111111111", new String(content.readAllBytes(), UTF_8)));
    }

    private URI mapped(int port) {
        return URI.create("http://" + getHost() + ":" + getMappedPort(port));
    }

    @Override
    protected void configure() {
        List<String> command =
                new ArrayList<>(List.of("local", "--published-file", PUBLISHED_DIRECTORY + "/" + PUBLISHED_FILE));
        for (String alias : getNetworkAliases()) {
            // host names have no upper case in HTTP, and an alias with an underscore is not a valid host name
            String name = alias.toLowerCase(Locale.ROOT);
            if (name.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
                command.addAll(List.of("--published-at", "http://" + name + ":" + API_PORT));
            }
        }
        command.addAll(options);
        setCommand(command.toArray(String[]::new));
    }

    /**
     * Copies the published addresses into the container. The server waits for them, as the ports are known only now.
     */
    @Override
    protected void containerIsStarting(InspectContainerResponse container) {
        String addresses = publicS3.orElseGet(this::s3Endpoint) + "\n" + apiUri() + "\n";
        getDockerClient()
                .copyArchiveToContainerCmd(getContainerId())
                .withRemotePath(PUBLISHED_DIRECTORY)
                .withTarInputStream(new ByteArrayInputStream(tar(addresses.getBytes(UTF_8))))
                .exec();
    }

    /** The copy of Testcontainers extracts at {@code /}, which the engine refuses if the root is read-only. */
    private static byte[] tar(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry file = new TarArchiveEntry(PUBLISHED_FILE);
            file.setSize(content.length);
            tar.putArchiveEntry(file);
            tar.write(content);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
