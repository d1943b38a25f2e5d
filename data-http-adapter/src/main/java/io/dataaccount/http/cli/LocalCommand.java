package io.dataaccount.http.cli;

import io.dataaccount.http.ExternalAddresses;
import io.dataaccount.http.local.DataAccountServer;
import io.dataaccount.http.local.LocalConfig;
import java.io.PrintStream;
import java.net.URI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** The command {@code local}: a server with an embedded S3, STS and store, without login, on this machine only. */
@Command(
        name = "local",
        description = "Starts a server on 127.0.0.1 with an embedded S3, an embedded STS and a local store. It has no"
                + " login and sends no data to other machines.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LocalCommand implements Runnable {
    @ParentCommand
    private Main main = new Main();

    @Mixin
    private final LocalOptions options = new LocalOptions();

    @Override
    public void run() {
        serve(options, main.isInContainer());
    }

    static void serve(LocalOptions options, boolean inContainer) {
        LogSettings.apply(System.getenv());
        LocalConfig config = options.config(inContainer);
        DataAccountServer server = DataAccountServer.start(config);
        printAddresses(server, config, System.out);
        Shutdown.closeAtExit(server);
    }

    private static void printAddresses(DataAccountServer server, LocalConfig config, PrintStream out) {
        ExternalAddresses addresses = config.addresses();
        URI s3 = server.aws().s3Endpoint();
        out.printf(
                """
                Data Account is at %1$s

                  data        %2$s
                  S3          %3$s (embedded)
                  STS         %4$s (embedded)
                  keys        %6$s (for S3 and STS: set AWS_SHARED_CREDENTIALS_FILE to it)
                  use cases   demo (data in its own account), demo-cross (data in another account)
                  login       none: every caller may do everything, so %5$s

                Open the address in a browser, or send a request with curl:

                  curl -s %1$s/api/v1/usecases/demo/data/buckets -H 'Content-Type: application/json' \\
                    -d '{"bucket_name":"my-training-data-bucket"}'

                Ctrl-C stops the server. The data is kept for the next start.
                """,
                addresses == null || addresses.server().isEmpty()
                        ? server.uri()
                        : addresses.server().get(0),
                config.dataDirectory().toAbsolutePath().normalize(),
                addresses == null || addresses.s3() == null ? s3 : addresses.s3(),
                server.aws().stsEndpoint(),
                addresses == null ? "it listens on 127.0.0.1 only" : "publish its ports on 127.0.0.1 only",
                server.credentialsFile());
        out.flush();
    }
}
