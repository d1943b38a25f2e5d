package io.dataaccount.http.local;

import io.dataaccount.aws.AwsDataAccount;
import io.dataaccount.aws.MetadataStores;
import io.dataaccount.aws.client.UploadOrigins;
import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.AwsTables;
import io.dataaccount.aws.config.PolicyDialect;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.core.policy.SessionStarts;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.service.DataAccountService;
import io.dataaccount.http.ExternalAddresses;
import io.dataaccount.http.StartupException;
import io.dataaccount.http.access.AccessPolicy;
import io.dataaccount.http.access.BindAddress;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.observe.AuditLogger;
import io.dataaccount.http.observe.Observability;
import io.dataaccount.http.observe.ServerMetrics;
import io.dataaccount.http.page.PageConfig;
import io.dataaccount.http.page.WebPage;
import io.dataaccount.http.server.CloseableStack;
import io.dataaccount.http.server.HttpServerAdapter;
import io.dataaccount.http.server.NeededParts;
import io.dataaccount.http.server.Readiness;
import io.dataaccount.http.server.Refusals;
import io.dataaccount.http.server.StartingApi;
import io.dataaccount.testkit.embedded.EmbeddedAws;
import io.dataaccount.testkit.embedded.EmbeddedAwsConfig;
import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import io.dataaccount.testkit.embedded.store.SqliteAuditLog;
import io.dataaccount.testkit.embedded.store.SqliteRoleAssignments;
import io.dataaccount.testkit.embedded.store.SqliteUsecaseRepository;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running Data Account server with an embedded S3, an embedded STS and a local store of use cases. It is for
 * demonstrations and for the tests of programs that call Data Account. There is no login: every caller may do
 * everything. The server, S3 and STS listen on 127.0.0.1 only, or on all interfaces of a container if
 * {@link LocalConfig#addresses} is set.
 *
 * <p>The data stays in the directory of {@link LocalConfig}. A later server on the same directory has the same data.
 * The owner closes the server. Safe for use by many threads.
 */
public final class DataAccountServer implements AutoCloseable {
    private static final Duration AUDIT_KEPT = AwsTables.PORTAL.auditKept();

    private final CloseableStack resources = new CloseableStack();
    private final LocalConfig config;
    private final HttpServerAdapter adapter;
    private final EmbeddedAws aws;
    private final DataAccountService service;

    private DataAccountServer(LocalConfig config) {
        this.config = config;
        try {
            BindAddress bindAddress = bindAddress(config.addresses());
            AccessPolicy access =
                    AccessPolicy.withoutLogin(bindAddress, CallerAuthenticator.LOCAL_ADMINISTRATOR, config.origins());
            ServerMetrics metrics = resources.add(new ServerMetrics());
            Observability observability =
                    config.requestLogs() ? Observability.with(metrics) : Observability.metricsOnly(metrics);
            StartingApi api = new StartingApi(new Refusals(observability));
            WebPage page = new WebPage(new JacksonCodec());
            // opened first, because the others need its port; closed first, because its requests need the others
            this.adapter =
                    resources.addFirst(HttpServerAdapter.open(config.port(), api, access, api, observability, page));
            this.aws = resources.add(EmbeddedAws.start(awsConfig(bindAddress)));
            Path database = config.dataDirectory().resolve("usecases.db");
            AuditLog audit = resources.add(
                    SqliteAuditLog.open(database, Clock.systemUTC().instant().minus(AUDIT_KEPT)));
            MetadataStores stores = new MetadataStores(
                    resources.add(SqliteUsecaseRepository.open(database)),
                    resources.add(SqliteRoleAssignments.open(database)),
                    config.requestLogs() ? AuditLogger.log().andThen(audit) : audit);
            AwsConfig clientConfig = clientConfig();
            AwsDataAccount dataAccount =
                    resources.add(AwsDataAccount.open(clientConfig, stores, metrics, SessionStarts.UNLIMITED));
            this.service = dataAccount.service();
            DemoUsecases.seed(service.createUsecase(), CallerAuthenticator.ADMINISTRATOR);
            Readiness readiness = new NeededParts()
                    .with("the store of use cases", dataAccount::checkUsecases)
                    .with("the store of roles", dataAccount::checkRoles);
            api.start(new RestApi(service, new JacksonCodec(), observability)::handle, readiness);
            page.open(PageConfig.local(UploadOrigins.of(clientConfig)));
        } catch (RuntimeException e) {
            resources.close();
            throw e;
        }
    }

    /**
     * Starts a server that keeps its data in a directory, and returns when the server accepts requests.
     *
     * @throws StartupException if a port is in use; if the data directory is in use by another server, cannot be
     *     written, is on a file system without user extended attributes or has a credentials file without keys; or if
     *     {@code config} is for a container and this process is not in a container with its own network
     */
    public static DataAccountServer start(LocalConfig config) {
        try {
            return new DataAccountServer(config);
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Starts a server for tests: on free ports, with a temporary data directory that {@link #close} deletes, and
     * without request log.
     *
     * @throws StartupException as {@link #start(LocalConfig)} does, or if the temporary directory cannot be created
     */
    public static DataAccountServer start() {
        TemporaryDirectory directory = TemporaryDirectory.create();
        try {
            DataAccountServer server = start(LocalConfig.in(directory.path()).withoutRequestLogs());
            server.resources.addLast(directory);
            return server;
        } catch (StartupException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * The address of the server for programs on this machine, such as {@code http://127.0.0.1:8080}, without a path.
     * The REST API is under {@code /api/v1}, the web page at {@code /}.
     */
    public URI uri() {
        return URI.create("http://" + BindAddress.LOOPBACK.address() + ":" + adapter.port());
    }

    /**
     * The embedded S3 and STS. Tests use it to read what the server stored and to make calls fail. This server closes
     * it.
     */
    public EmbeddedAws aws() {
        return aws;
    }

    /**
     * The access key of the embedded S3 and STS, for AWS clients of a test. It may do everything in account
     * 111111111111 and does not expire. It is made at random when a data directory is first used.
     */
    public Credentials credentials() {
        EmbeddedUser user = aws.user();
        return new Credentials(user.accessKeyId(), user.secretAccessKey(), null, null);
    }

    /**
     * The file with the same access key as {@link #credentials}, as an absolute path. Set the environment variable
     * {@code AWS_SHARED_CREDENTIALS_FILE} of a program to it. Only the user of this process may read the file.
     */
    public Path credentialsFile() {
        return config.dataDirectory().toAbsolutePath().normalize().resolve("credentials");
    }

    /** The application services behind the REST API, to call them without HTTP. */
    public DataAccountService service() {
        return service;
    }

    /**
     * Stops the server, S3 and STS, and closes the store. Accepts no new requests and waits up to ten seconds for
     * those in flight. Further calls do nothing.
     *
     * @throws IllegalStateException if a part cannot be closed; all other parts are closed first
     */
    @Override
    public void close() {
        resources.close();
    }

    private static BindAddress bindAddress(@Nullable ExternalAddresses addresses) {
        if (addresses == null) {
            return BindAddress.LOOPBACK;
        }
        new ContainerCheck().require();
        return BindAddress.ofContainer(addresses);
    }

    private EmbeddedAwsConfig awsConfig(BindAddress bindAddress) {
        EmbeddedRole[] roles = Stream.concat(DemoUsecases.roles().stream(), config.roles().stream())
                .toArray(EmbeddedRole[]::new);
        return EmbeddedAwsConfig.inDirectory(config.dataDirectory().resolve("aws"))
                .withCredentialsFile(credentialsFile())
                .withAddress(bindAddress.address())
                .withHostNames(bindAddress.awsHosts().names())
                .withPorts(config.s3Port(), config.stsPort())
                .withRoles(roles);
    }

    private AwsConfig clientConfig() {
        return AwsConfig.in(Region.US_EAST_1, origins())
                .onServers(aws.s3Endpoint(), aws.stsEndpoint(), credentials())
                .with(PolicyDialect.AWS) // the embedded STS knows every action
                .uploadingTo(publicS3());
    }

    private @Nullable URI publicS3() {
        ExternalAddresses addresses = config.addresses();
        return addresses == null || addresses.s3() == null
                ? null
                : URI.create(addresses.s3().value());
    }

    private List<Origin> origins() {
        Stream<Origin> here = Stream.of(BindAddress.LOOPBACK.address(), "localhost")
                .map(host -> new Origin("http://" + host + ":" + adapter.port()));
        ExternalAddresses addresses = config.addresses();
        Stream<Origin> outside = addresses == null ? Stream.of() : addresses.server().stream();
        return Stream.of(here, outside, config.origins().stream())
                .flatMap(each -> each)
                .distinct()
                .toList();
    }
}
