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

/** The options of {@code local}, for the command and for the command line without one. */
final class LocalOptions {
    /** An image can only publish ports that it knows; outside a container any free one will do. */
    private static final int S3_PORT_IN_CONTAINER = 8081;

    private static final int STS_PORT_IN_CONTAINER = 8082;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
            description = "Where buckets, objects and use cases are kept, and in the file credentials the keys of the"
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
                    "Origin of a web page that may call this server and upload into the buckets made here, such as"
                            + " http://localhost:3000; may be repeated.")
    private List<String> origins = new ArrayList<>();

    @Option(
            names = "--role",
            arity = "2",
            paramLabel = "ARN EXTERNAL_ID",
            hideParamSyntax = true,
            description = "A role that use cases of yours may name, and its external id; may be repeated.")
    private List<String> roles = new ArrayList<>();

    @Option(
            names = "--published-at",
            paramLabel = "URL",
            description = "In a container: an address of this server seen from outside, such as http://localhost:18080,"
                    + " if it is not its own port on 127.0.0.1; may be repeated.")
    private List<String> publishedAt = new ArrayList<>();

    @Option(
            names = "--s3-published-at",
            paramLabel = "URL",
            description = "In a container: the address of the embedded S3 seen from outside, for which upload URLs are,"
                    + " if it is not its own port on 127.0.0.1.")
    private @Nullable String s3PublishedAt;

    @Option(
            names = "--published-file",
            paramLabel = "FILE",
            description = "In a container: a file to wait for at the start that has the same, for ports that are known"
                    + " only then: the address of S3 in the first line, of this server in the others.")
    private @Nullable Path publishedFile;

    /**
     * @throws StartupException if a value will not do
     */
    LocalConfig config(boolean inContainer) {
        try {
            List<EmbeddedRole> known = new ArrayList<>();
            for (int i = 0; i < roles.size(); i += 2) {
                known.add(new EmbeddedRole(roles.get(i), roles.get(i + 1)));
            }
            LocalConfig config = LocalConfig.in(dataDirectory)
                    .onPorts(
                            port,
                            either(s3Port, inContainer ? S3_PORT_IN_CONTAINER : 0),
                            either(stsPort, inContainer ? STS_PORT_IN_CONTAINER : 0))
                    .withOrigins(origins(origins))
                    .withRoles(known);
            return inContainer ? config.inContainer(addresses()) : onThisMachine(config);
        } catch (InvalidInputException | IllegalArgumentException e) {
            throw new StartupException("The options will not do: " + e.getMessage(), e);
        }
    }

    private ExternalAddresses addresses() {
        new ContainerCheck().require(); // before it waits for a file that nobody will bring
        ExternalAddresses given =
                new ExternalAddresses(origins(publishedAt), s3PublishedAt == null ? null : new Origin(s3PublishedAt));
        return publishedFile == null ? given : given.and(ExternalAddressesFile.await(publishedFile, PATIENCE));
    }

    private LocalConfig onThisMachine(LocalConfig config) {
        if (!publishedAt.isEmpty() || s3PublishedAt != null || publishedFile != null) {
            throw new IllegalArgumentException(
                    "--published-at, --s3-published-at and --published-file are for a container (--in-container).");
        }
        return config;
    }

    private static List<Origin> origins(List<String> values) {
        return values.stream().map(Origin::new).toList();
    }

    private static int either(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }
}
