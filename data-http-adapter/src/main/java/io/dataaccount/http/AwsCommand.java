package io.dataaccount.http;

import io.dataaccount.aws.AwsConfig;
import io.dataaccount.aws.AwsDataAccount;
import io.dataaccount.aws.CredentialsCheck;
import io.dataaccount.aws.InvalidConfiguration;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.http.oidc.OidcConfig;
import io.dataaccount.http.oidc.OidcTokens;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aws}: over the AWS that the environment names, for callers whose tokens prove who they are. */
@Command(
        name = "aws",
        description =
                "Serves over AWS, with a login, as the environment configures it (the README lists the variables).",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AwsCommand implements Runnable {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port to listen on; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = Reach.LOOPBACK_ADDRESS,
            description = "Address to listen on (default: ${DEFAULT-VALUE}); 0.0.0.0 for a load balancer to reach it."
                    + " It speaks plain HTTP, so TLS must end right before it.")
    private String address = Reach.LOOPBACK_ADDRESS;

    @Override
    public void run() {
        Config config = config(System.getenv());
        JacksonJson json = new JacksonJson();
        Resources resources = new Resources();
        try {
            OidcTokens tokens = resources.add(new OidcTokens(config.login(), json, Clock.systemUTC()));
            AwsDataAccount dataAccount = resources.add(AwsDataAccount.open(config.aws()));
            Admission admission = Admission.ofVerified(
                    address, new BearerCallers(tokens), config.aws().settings().portalOrigins());
            HttpDoor door = resources.add(
                    HttpDoor.open(port, new RestApi(dataAccount.useCases(), json)::handle, admission, () -> {
                        tokens.checkReady();
                        dataAccount.checkReady();
                    }));
            System.out.printf(
                    """
                    Data Account is at http://%s:%d over AWS, use cases in the table %s of %s.
                    Callers sign in with tokens of %s.
                    """,
                    address,
                    door.port(),
                    config.aws().usecasesTable(),
                    config.aws().region(),
                    config.login().issuer());
        } catch (RuntimeException e) {
            resources.close();
            throw e;
        }
        Shutdown.closeAtExit(resources);
    }

    record Config(AwsConfig aws, OidcConfig login) {}

    /** @throws InvalidConfiguration naming everything that is missing, credentials included */
    static Config config(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        Optional<AwsConfig> aws = read(environment, AwsConfig::fromEnvironment, problems);
        Optional<OidcConfig> login = read(environment, OidcConfig::fromEnvironment, problems);
        CredentialsCheck.problem().ifPresent(problems::add);
        if (aws.isEmpty() || login.isEmpty() || !problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
        return new Config(aws.get(), login.get());
    }

    private static <T> Optional<T> read(
            Map<String, String> environment, Function<Map<String, String>, T> reader, List<String> problems) {
        try {
            return Optional.of(reader.apply(environment));
        } catch (InvalidConfiguration e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }
}
