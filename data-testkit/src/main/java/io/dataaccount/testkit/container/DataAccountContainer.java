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
 * Data Account in a container, with an S3, an STS and a store of its own, for the integration tests of a portal:
 * nothing of it is on the class path of the tests, and nothing of AWS is needed.
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
 * <p>No registry has the image: {@code mvn package} and {@code docker build -t data-account data-http-adapter} in a
 * clone of our repository make it. The use cases {@code demo} and {@code demo-cross} are there from the start.
 *
 * <p>Each start gets free ports. Upload URLs are for whoever can reach those, as the tests and a browser beside them
 * can. Another container of the same network reaches the API by a network alias and port 8080, but not the upload URLs.
 * The root file system is read-only; what is kept is in a volume that goes with the container.
 */
public final class DataAccountContainer extends GenericContainer<DataAccountContainer> {
    private static final int API_PORT = 8080;
    private static final int S3_PORT = 8081;
    private static final int STS_PORT = 8082;

    /** In a volume of the image, for the engine copies nothing to another place of a read-only file system. */
    private static final String PUBLISHED_DIRECTORY = "/run/data-account";

    private static final String PUBLISHED_FILE = "published";

    private static final String CREDENTIALS_FILE = "/data/.data-account/credentials";

    private static final Duration START = Duration.ofMinutes(2);

    private final List<String> options = new ArrayList<>();
    private Optional<URI> publicS3 = Optional.empty();

    /** @param image one that was built from the Dockerfile of data-http-adapter */
    public DataAccountContainer(DockerImageName image) {
        super(image);
        withExposedPorts(API_PORT, S3_PORT, STS_PORT);
        withCreateContainerCmdModifier(
                create -> requireNonNull(create.getHostConfig()).withReadonlyRootfs(true));
        waitingFor(Wait.forHttp("/readyz").forPort(API_PORT).withStartupTimeout(START));
    }

    /** Lets a web page of this origin, such as {@code http://localhost:3000}, upload into the buckets made here. */
    public DataAccountContainer withOrigin(String origin) {
        options.addAll(List.of("--origin", requireNonNull(origin, "origin is null")));
        return this;
    }

    /** Lets use cases name this role, which is assumed with this external id. */
    public DataAccountContainer withRole(String arn, String externalId) {
        options.addAll(List.of(
                "--role", requireNonNull(arn, "arn is null"), requireNonNull(externalId, "externalId is null")));
        return this;
    }

    /**
     * Makes upload URLs for this address of S3 instead of the mapped port, such as {@code http://data-account:8081}
     * where containers of the same network upload.
     */
    public DataAccountContainer withUploadsTo(URI s3) {
        this.publicS3 = Optional.of(s3);
        return this;
    }

    /** Where the tests reach it, such as {@code http://localhost:32768}; the calls are under {@code /api/v1}. */
    public URI apiUri() {
        return mapped(API_PORT);
    }

    /**
     * Where the tests reach its S3, for {@code endpointOverride} together with path style; the same for all regions.
     */
    public URI s3Endpoint() {
        return mapped(S3_PORT);
    }

    /** Where the tests reach its STS; the same for all regions. */
    public URI stsEndpoint() {
        return mapped(STS_PORT);
    }

    /**
     * The keys of its S3 and STS, which it makes at random at its first start: for AWS clients of a test, that may do
     * everything in account 111111111111.
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
            // HTTP knows no upper case in host names, and an alias with an underscore is none
            String name = alias.toLowerCase(Locale.ROOT);
            if (name.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
                command.addAll(List.of("--published-at", "http://" + name + ":" + API_PORT));
            }
        }
        command.addAll(options);
        setCommand(command.toArray(String[]::new));
    }

    /** The ports are known as soon as the engine has started the container: the server waits for this. */
    @Override
    protected void containerIsStarting(InspectContainerResponse container) {
        String addresses = publicS3.orElseGet(this::s3Endpoint) + "\n" + apiUri() + "\n";
        getDockerClient()
                .copyArchiveToContainerCmd(getContainerId())
                .withRemotePath(PUBLISHED_DIRECTORY)
                .withTarInputStream(new ByteArrayInputStream(tar(addresses.getBytes(UTF_8))))
                .exec();
    }

    /** Testcontainers' own copy goes through {@code /}, which the engine refuses when that is read-only. */
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
