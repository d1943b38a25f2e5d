package io.dataaccount.http.cli;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.http.ExternalAddresses;
import io.dataaccount.http.StartupException;
import io.dataaccount.http.local.ContainerCheck;
import io.dataaccount.http.local.ExternalAddressesFile;
import io.dataaccount.http.local.LocalConfig;
import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code local}. They also apply if the command line names no command. */
final class LocalOptions {
    /** An image declares its ports in advance. Outside a container, the default is a free port. */
    private static final int S3_PORT_IN_CONTAINER = 8081;

    private static final int STS_PORT_IN_CONTAINER = 8082;
    private static final Duration FILE_TIMEOUT = Duration.ofSeconds(60);

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of 127.0.0.1 to listen on; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".data-account",
            description = "Directory of the buckets, objects and use cases. Its file credentials has the keys of the"
                    + " embedded S3 and STS (default: ${DEFAULT-VALUE}).")
    private Path dataDirectory = Path.of(".data-account");

    @Option(
            names = "--s3-port",
            paramLabel = "PORT",
            description = "Port of 127.0.0.1 for the embedded S3; 0 picks a free one" + " (default: 0, in a container "
                    + S3_PORT_IN_CONTAINER + ").")
    private @Nullable Integer s3Port;

    @Option(
            names = "--sts-port",
            paramLabel = "PORT",
            description = "Port of 127.0.0.1 for the embedded STS; 0 picks a free one" + " (default: 0, in a container "
                    + STS_PORT_IN_CONTAINER + ").")
    private @Nullable Integer stsPort;

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            description =
                    "Origin of a web page that may call this server and upload into the buckets created here, such as"
                            + " http://localhost:3000; may be repeated.")
    private List<String> origins = new ArrayList<>();

    @Option(
            names = "--role",
            arity = "2",
            paramLabel = "ARN EXTERNAL_ID",
            hideParamSyntax = true,
            description = "A role that your use cases may name, and its external id; may be repeated.")
    private List<String> roles = new ArrayList<>();

    @Option(
            names = "--published-at",
            paramLabel = "URL",
            description = "In a container: an address of this server seen from outside, such as http://localhost:18080."
                    + " Not needed if the port is published under the same number on 127.0.0.1; may be repeated.")
    private List<String> publishedAt = new ArrayList<>();

    @Option(
            names = "--s3-published-at",
            paramLabel = "URL",
            description = "In a container: the address of the embedded S3 seen from outside, which upload URLs contain."
                    + " Not needed if the port is published under the same number on 127.0.0.1.")
    private @Nullable String s3PublishedAt;

    @Option(
            names = "--published-file",
            paramLabel = "FILE",
            description = "In a container: a file with these addresses, for ports that are known only after the start."
                    + " The server waits for it. The first line is the address of S3, each further line an address of"
                    + " this server.")
    private @Nullable Path publishedFile;

    /**
     * The configuration that the options describe. In a container, waits for the file of {@code --published-file}.
     *
     * @throws StartupException if the value of an option is invalid, or the container or the file is not usable
     */
    LocalConfig config(boolean inContainer) {
        try {
            List<EmbeddedRole> assumable = new ArrayList<>();
            for (int i = 0; i < roles.size(); i += 2) {
                assumable.add(new EmbeddedRole(roles.get(i), roles.get(i + 1)));
            }
            LocalConfig config = LocalConfig.in(dataDirectory)
                    .onPorts(
                            port,
                            orDefault(s3Port, inContainer ? S3_PORT_IN_CONTAINER : 0),
                            orDefault(stsPort, inContainer ? STS_PORT_IN_CONTAINER : 0))
                    .withOrigins(origins(origins))
                    .withRoles(assumable);
            return inContainer ? config.inContainer(addresses()) : onThisMachine(config);
        } catch (InvalidInputException | IllegalArgumentException e) {
            throw new StartupException("The options are not valid: " + e.getMessage(), e);
        }
    }

    private ExternalAddresses addresses() {
        new ContainerCheck().require(); // first: outside a container, the wait for the file would time out
        ExternalAddresses given =
                new ExternalAddresses(origins(publishedAt), s3PublishedAt == null ? null : new Origin(s3PublishedAt));
        return publishedFile == null ? given : given.and(ExternalAddressesFile.await(publishedFile, FILE_TIMEOUT));
    }

    private LocalConfig onThisMachine(LocalConfig config) {
        if (!publishedAt.isEmpty() || s3PublishedAt != null || publishedFile != null) {
            throw new IllegalArgumentException(
                    "--published-at, --s3-published-at and --published-file need --in-container: remove them.");
        }
        return config;
    }

    private static List<Origin> origins(List<String> values) {
        return values.stream().map(Origin::new).toList();
    }

    private static int orDefault(@Nullable Integer value, int defaultValue) {
        return value == null ? defaultValue : value;
    }
}
