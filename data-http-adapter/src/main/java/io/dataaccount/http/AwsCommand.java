package io.dataaccount.http;

import io.dataaccount.aws.AwsConfig;
import io.dataaccount.aws.AwsDataAccount;
import io.dataaccount.aws.CredentialsCheck;
import io.dataaccount.aws.InvalidConfiguration;
import io.dataaccount.core.rest.RestApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aws}: over the AWS that the environment names. */
@Command(
        name = "aws",
        description =
                "Serves on 127.0.0.1 over AWS, as the environment configures it (the README lists the variables).",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AwsCommand implements Runnable {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of 127.0.0.1 to listen on; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Override
    public void run() {
        AwsConfig config = config(System.getenv());
        Resources resources = new Resources();
        try {
            AwsDataAccount dataAccount = resources.add(AwsDataAccount.open(config));
            HttpDoor door = resources.add(HttpDoor.open(
                    port,
                    new RestApi(dataAccount.useCases(), new JacksonJson())::handle,
                    CallerSource.LOCAL_ADMINISTRATOR,
                    dataAccount::checkReady));
            System.out.printf("""
                    Data Account is at http://%s:%d over AWS, use cases in the table %s of %s.
                    There is no login yet: every caller may do everything, so it listens on 127.0.0.1 only.
                    """, HttpDoor.LOOPBACK, door.port(), config.usecasesTable(), config.region());
        } catch (RuntimeException e) {
            resources.close();
            throw e;
        }
        Shutdown.closeAtExit(resources);
    }

    /** @throws InvalidConfiguration naming everything that is missing, credentials included */
    static AwsConfig config(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        @Nullable AwsConfig config = null;
        try {
            config = AwsConfig.fromEnvironment(environment);
        } catch (InvalidConfiguration e) {
            problems.addAll(e.problems());
        }
        CredentialsCheck.problem().ifPresent(problems::add);
        if (config == null || !problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
        return config;
    }
}
