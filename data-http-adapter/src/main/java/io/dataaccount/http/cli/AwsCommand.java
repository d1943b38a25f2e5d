package io.dataaccount.http.cli;

import io.dataaccount.aws.AwsDataAccount;
import io.dataaccount.aws.client.UploadOrigins;
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
import io.dataaccount.http.page.PageConfig;
import io.dataaccount.http.page.WebPage;
import io.dataaccount.http.server.CloseableStack;
import io.dataaccount.http.server.HttpServerAdapter;
import io.dataaccount.http.server.NeededParts;
import io.dataaccount.http.server.Readiness;
import io.dataaccount.http.server.ServerLimits;
import io.dataaccount.http.server.StopTimes;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
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

    @Option(
            names = "--drain-seconds",
            paramLabel = "SECONDS",
            description = "How long the server still handles requests after /readyz has begun to fail, when it stops; 0"
                    + " to " + AwsServerConfig.MAX_DRAIN_SECONDS + " (default: " + AwsServerConfig.DRAIN
                    + " of the environment, or 5).")
    private @Nullable String drainSeconds;

    @ParentCommand
    private Main main = new Main();

    @Override
    public void run() {
        AwsServerConfig config = AwsServerConfig.of(environment());
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
            Readiness readiness = new NeededParts()
                    .with("the keys of the token issuer", tokens::checkReady)
                    .with("the table of use cases", dataAccount::checkUsecases)
                    .with("the table of roles", dataAccount::checkRoles);
            WebPage page = new WebPage(json);
            page.open(PageConfig.aws(config.pageLogin(), hosts(config, json)));
            tokens.fetchKeys(); // before the server accepts requests: without keys, all but a few would get a 503
            ServerLimits limits =
                    ServerLimits.of(config.connections(), config.keepAlive(), StopTimes.draining(config.drain()));
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

    /** An option replaces the variable. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (drainSeconds != null) {
            environment.put(AwsServerConfig.DRAIN, drainSeconds);
        }
        return environment;
    }

    private String address() {
        if (address != null) {
            return address;
        }
        return main.isInContainer() ? "0.0.0.0" : BindAddress.LOOPBACK_ADDRESS;
    }

    /** The origins that the page sends requests to: those of S3 and of the issuer. */
    private static Supplier<Set<String>> hosts(AwsServerConfig config, JacksonCodec json) {
        Set<String> s3 = UploadOrigins.of(config.aws());
        IssuerOrigins issuer = new IssuerOrigins(config.login(), json);
        issuer.get(); // starts the fetch, so that the origins are known when the first page is requested
        return () -> Stream.concat(s3.stream(), issuer.get().stream()).collect(Collectors.toUnmodifiableSet());
    }
}
