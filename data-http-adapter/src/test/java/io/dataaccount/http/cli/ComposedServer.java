package io.dataaccount.http.cli;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.aws.s3.S3BucketStore;
import io.dataaccount.aws.s3.S3Clients;
import io.dataaccount.aws.sts.StsCredentialResolver;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.port.UploadPresigner;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.service.DataAccountService;
import io.dataaccount.core.service.DeploymentSettings;
import io.dataaccount.core.service.Ports;
import io.dataaccount.http.access.AccessPolicy;
import io.dataaccount.http.access.BindAddress;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.local.DataAccountServer;
import io.dataaccount.http.local.DemoUsecases;
import io.dataaccount.http.observe.AuditLogger;
import io.dataaccount.http.observe.Observability;
import io.dataaccount.http.observe.ServerMetrics;
import io.dataaccount.http.page.WebPage;
import io.dataaccount.http.server.CloseableStack;
import io.dataaccount.http.server.HttpServerAdapter;
import io.dataaccount.testkit.embedded.EmbeddedAws;
import io.dataaccount.testkit.embedded.EmbeddedAwsConfig;
import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import io.dataaccount.testkit.embedded.store.SqliteRoleAssignments;
import io.dataaccount.testkit.embedded.store.SqliteUsecaseRepository;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * A local server composed by hand, so that a test can replace the presigner. It has the same adapter, API,
 * application services, stores and embedded AWS as {@link DataAccountServer}, and the same request log and request
 * metrics. It does not count URLs and calls to AWS.
 */
public final class ComposedServer implements AutoCloseable {
    private final CloseableStack resources = new CloseableStack();
    private final EmbeddedAws aws;
    private final HttpServerAdapter adapter;

    private ComposedServer(Path directory, Function<URI, UploadPresigner> presigner) {
        this.aws = resources.add(EmbeddedAws.start(EmbeddedAwsConfig.inDirectory(directory.resolve("aws"))
                .withRoles(DemoUsecases.roles().toArray(EmbeddedRole[]::new))));
        Path database = directory.resolve("usecases.db");
        SdkHttpClient http = resources.add(UrlConnectionHttpClient.create());
        AwsCredentialsProvider own = ownCredentials(aws.user());
        StsClient sts = resources.add(StsClient.builder()
                .httpClient(http)
                .region(software.amazon.awssdk.regions.Region.US_EAST_1)
                .endpointOverride(aws.stsEndpoint())
                .credentialsProvider(own)
                .build());
        Ports ports = new Ports(
                new S3BucketStore(resources.add(new S3Clients(http, aws.s3Endpoint(), true)), Region.US_EAST_1),
                presigner.apply(aws.s3Endpoint()),
                new StsCredentialResolver(sts, own),
                resources.add(SqliteUsecaseRepository.open(database)),
                resources.add(SqliteRoleAssignments.open(database)),
                AuditLogger.log());
        DataAccountService service =
                DataAccountService.create(ports, DeploymentSettings.forOrigins(List.of()), Clock.systemUTC());
        DemoUsecases.seed(service.createUsecase(), CallerAuthenticator.ADMINISTRATOR);
        Observability observability = Observability.with(resources.add(new ServerMetrics()));
        this.adapter = resources.add(HttpServerAdapter.open(
                0,
                new RestApi(service, new JacksonCodec(), observability)::handle,
                AccessPolicy.onLoopback(CallerAuthenticator.LOCAL_ADMINISTRATOR, List.of()),
                () -> {},
                observability,
                new WebPage(new JacksonCodec())));
    }

    /**
     * Runs until the process ends. Prints the lines that {@link ServerProcess} waits for.
     *
     * @param presigner creates the presigner for an S3 address with bucket names in the path
     */
    public static void serve(Path directory, Function<URI, UploadPresigner> presigner) {
        ComposedServer server = new ComposedServer(directory, presigner);
        System.out.printf(
                "API http://%s:%d%nS3 %s%nSTS %s%nCtrl-C stops it.%n",
                BindAddress.LOOPBACK_ADDRESS, server.adapter.port(), server.aws.s3Endpoint(), server.aws.stsEndpoint());
        System.out.flush();
        Shutdown.closeAtExit(server);
    }

    private static AwsCredentialsProvider ownCredentials(EmbeddedUser user) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(user.accessKeyId(), user.secretAccessKey()));
    }

    @Override
    public void close() {
        resources.close();
    }
}
