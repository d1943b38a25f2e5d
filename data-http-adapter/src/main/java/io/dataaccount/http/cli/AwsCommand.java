package io.dataaccount.http.cli;

import io.dataaccount.aws.AwsDataAccount;
import io.dataaccount.aws.client.UploadOrigins;
import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.aws.credentials.CredentialsCheck;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.http.access.AccessPolicy;
import io.dataaccount.http.access.BearerAuthenticator;
import io.dataaccount.http.access.BindAddress;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.access.CallerConcurrencyLimiter;
import io.dataaccount.http.access.CallerRateLimiter;
import io.dataaccount.http.access.RateLimitedAuthenticator;
import io.dataaccount.http.observe.AuditLogger;
import io.dataaccount.http.observe.Observability;
import io.dataaccount.http.observe.ServerMetrics;
import io.dataaccount.http.oidc.BearerTokenVerifier;
import io.dataaccount.http.oidc.IssuerOrigins;
import io.dataaccount.http.oidc.OidcConfig;
import io.dataaccount.http.page.PageConfig;
import io.dataaccount.http.page.PageLogin;
import io.dataaccount.http.page.WebPage;
import io.dataaccount.http.server.CloseableStack;
import io.dataaccount.http.server.HttpServerAdapter;
import io.dataaccount.http.server.Readiness;
import io.dataaccount.http.server.ServerLimits;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The command {@code aws}: a server that uses AWS as the environment configures it, with a login by bearer tokens. */
@Command(
        name = "aws",
        description = "Starts a server that uses AWS and requires a login. Environment variables configure it; the"
                + " page docs/configuration.md lists them.",
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
            description = "Address to listen on (default: " + BindAddress.LOOPBACK_ADDRESS + ", in our container image"
                    + " 0.0.0.0). Use 0.0.0.0 if a load balancer on another machine sends the requests. The server"
                    + " speaks plain HTTP: end TLS in the load balancer right before it.")
    private @Nullable String address;

    @ParentCommand
    private Main main = new Main();

    @Override
    public void run() {
        Config config = config(System.getenv());
        JacksonCodec json = new JacksonCodec();
        CloseableStack resources = new CloseableStack();
        try {
            ServerMetrics metrics = resources.add(new ServerMetrics());
            Observability observability = Observability.with(metrics);
            BearerTokenVerifier tokens =
                    resources.add(new BearerTokenVerifier(config.login(), json, Clock.systemUTC()));
            AwsDataAccount dataAccount = resources.add(AwsDataAccount.open(config.aws(), AuditLogger.log(), metrics));
            CallerAuthenticator authenticator = new RateLimitedAuthenticator(
                    new BearerAuthenticator(tokens),
                    new CallerRateLimiter(config.perSecond(), System::nanoTime),
                    new CallerConcurrencyLimiter(config.inFlight()));
            AccessPolicy access = AccessPolicy.withLogin(
                    address(), authenticator, config.aws().settings().portalOrigins());
            RestApi api = new RestApi(dataAccount.service(), json, observability);
            Readiness readiness = () -> {
                tokens.checkReady();
                dataAccount.checkReady();
            };
            WebPage page = new WebPage(json);
            page.open(PageConfig.aws(config.pageLogin(), hosts(config, json)));
            tokens.fetchKeys(); // before the server accepts requests: without keys, all but a few would get a 503
            ServerLimits limits = ServerLimits.withConnections(config.connections());
            HttpServerAdapter server = resources.add(
                    HttpServerAdapter.open(port, api::handle, access, readiness, observability, page, limits));
            System.out.printf(
                    """
                    Data Account is at http://%s:%d over AWS, use cases in the table %s of %s.
                    Callers sign in with tokens of %s.
                    """,
                    address(),
                    server.port(),
                    config.aws().usecasesTable(),
                    config.aws().region(),
                    config.login().issuer());
            checkIndexes(dataAccount);
        } catch (RuntimeException e) {
            resources.close();
            throw e;
        }
        Shutdown.closeAtExit(resources);
    }

    /** In a thread of its own, because DynamoDB may be slow or out of reach and the server is ready without it. */
    private static void checkIndexes(AwsDataAccount dataAccount) {
        Thread check = new Thread(dataAccount::checkIndexes, "index-check");
        check.setDaemon(true);
        check.start();
    }

    private String address() {
        if (address != null) {
            return address;
        }
        return main.isInContainer() ? "0.0.0.0" : BindAddress.LOOPBACK_ADDRESS;
    }

    /** The origins that the page sends requests to: those of S3 and of the issuer. */
    private static Supplier<Set<String>> hosts(Config config, JacksonCodec json) {
        Set<String> s3 = UploadOrigins.of(config.aws());
        IssuerOrigins issuer = new IssuerOrigins(config.login(), json);
        issuer.get(); // starts the fetch, so that the origins are known when the first page is requested
        return () -> Stream.concat(s3.stream(), issuer.get().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The configuration of the command.
     *
     * @param pageLogin null if the page has no client id, so nobody can sign in there
     * @param perSecond how many requests per second one caller may send
     * @param inFlight how many requests of one caller may be in flight at the same time
     * @param connections how many connections may be open at the same time
     */
    record Config(
            AwsConfig aws,
            OidcConfig login,
            @Nullable PageLogin pageLogin,
            int perSecond,
            int inFlight,
            int connections) {}

    /**
     * Reads the environment variables, configures the log, and checks that AWS credentials exist.
     *
     * @throws InvalidConfigurationException naming everything that is missing or invalid, including AWS credentials
     */
    static Config config(Map<String, String> environment) {
        SettingsReader settings = new SettingsReader(environment);
        settings.check(LogSettings::apply);
        Optional<AwsConfig> aws = settings.read(AwsConfig::fromEnvironment);
        Optional<OidcConfig> login = settings.read(OidcConfig::fromEnvironment);
        Optional<PageLogin> pageLogin = login.flatMap(
                        known -> settings.read(each -> PageLogin.fromEnvironment(each, known)))
                .flatMap(each -> each);
        if (login.isEmpty()) {
            settings.check(PageLogin::checkScope);
        }
        Optional<Integer> perSecond = settings.number("MAX_REQUESTS_PER_SECOND", 10_000, 50);
        Optional<Integer> inFlight = settings.number("MAX_REQUESTS_UNDER_WAY", 1_000, 16);
        Optional<Integer> connections = settings.number("MAX_CONNECTIONS", 100_000, ServerLimits.CONNECTIONS);
        CredentialsCheck.problems().forEach(settings::add);
        settings.throwProblems();
        return new Config(
                aws.orElseThrow(),
                login.orElseThrow(),
                pageLogin.orElse(null),
                perSecond.orElseThrow(),
                inFlight.orElseThrow(),
                connections.orElseThrow());
    }
}
