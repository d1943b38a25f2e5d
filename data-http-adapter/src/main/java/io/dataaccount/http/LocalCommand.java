package io.dataaccount.http;

import io.dataaccount.core.error.InvalidInput;
import io.dataaccount.core.model.Origin;
import io.dataaccount.testkit.embedded.EmbeddedRole;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code local}: everything embedded, on this machine alone. */
@Command(
        name = "local",
        description = "Serves on 127.0.0.1 with an S3, an STS and a store embedded; nothing leaves this machine.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LocalCommand implements Runnable {
    @Mixin
    private final Options options = new Options();

    @Override
    public void run() {
        serve(options);
    }

    static void serve(Options options) {
        DataAccountServer server = DataAccountServer.start(options.config());
        greet(server, options.dataDirectory.toAbsolutePath().normalize(), System.out);
        Shutdown.closeAtExit(server);
    }

    private static void greet(DataAccountServer server, Path data, PrintStream out) {
        out.printf(
                """
                Data Account is at %1$s

                  data        %2$s
                  S3          %3$s (embedded)
                  STS         %4$s (embedded)
                  use cases   demo (data in its own account), demo-cross (data in another account)
                  login       none: every caller may do everything, so it listens on 127.0.0.1 only

                Try it:

                  curl -s %1$s/api/v1/usecases/demo/data/buckets -H 'Content-Type: application/json' \\
                    -d '{"bucket_name":"my-training-data-bucket"}'

                Ctrl-C stops it; what you created is here again at the next start.
                """, server.uri(), data, server.aws().s3Endpoint(), server.aws().stsEndpoint());
        out.flush();
    }

    /** The options, for the command and for the command line without one. */
    static final class Options {
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
                description = "Where buckets, objects and use cases are kept (default: ${DEFAULT-VALUE}).")
        private Path dataDirectory = Path.of(".data-account");

        @Option(
                names = "--s3-port",
                paramLabel = "PORT",
                defaultValue = "0",
                description = "Port of 127.0.0.1 for the embedded S3; 0 picks a free one (default: ${DEFAULT-VALUE}).")
        private int s3Port;

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

        LocalConfig config() {
            try {
                List<EmbeddedRole> known = new ArrayList<>();
                for (int i = 0; i < roles.size(); i += 2) {
                    known.add(new EmbeddedRole(roles.get(i), roles.get(i + 1)));
                }
                List<Origin> pages = origins.stream().map(Origin::new).toList();
                return new LocalConfig(dataDirectory, port, s3Port, pages, known);
            } catch (InvalidInput | IllegalArgumentException e) {
                throw new StartFailure("The options will not do: " + e.getMessage(), e);
            }
        }
    }
}
