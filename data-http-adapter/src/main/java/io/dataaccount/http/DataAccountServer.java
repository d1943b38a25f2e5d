package io.dataaccount.http;

import io.dataaccount.aws.AwsConfig;
import io.dataaccount.aws.AwsDataAccount;
import io.dataaccount.aws.Stores;
import io.dataaccount.core.model.Credentials;
import io.dataaccount.core.model.Origin;
import io.dataaccount.core.model.Region;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.usecase.UseCases;
import io.dataaccount.testkit.embedded.EmbeddedAws;
import io.dataaccount.testkit.embedded.EmbeddedAwsConfig;
import io.dataaccount.testkit.embedded.EmbeddedRole;
import io.dataaccount.testkit.embedded.EmbeddedUser;
import io.dataaccount.testkit.embedded.SqliteRoleAssignments;
import io.dataaccount.testkit.embedded.SqliteUsecaseRepository;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Data Account on this machine alone, with an S3, an STS and a store of use cases of its own: to try it out, and for the
 * tests of whoever builds on it. There is no login, every caller may do everything, and it listens on 127.0.0.1 only.
 * What it keeps is found again by the next server over the same directory. Safe for use by many threads.
 */
public final class DataAccountServer implements AutoCloseable {
    private final Resources resources = new Resources();
    private final LocalConfig config;
    private final HttpDoor door;
    private final EmbeddedAws aws;
    private final UseCases useCases;

    private DataAccountServer(LocalConfig config) {
        this.config = config;
        try {
            LateApi api = new LateApi();
            Admission admission = Admission.ofThisMachine(CallerSource.LOCAL_ADMINISTRATOR, config.origins());
            this.door = resources.add(HttpDoor.open(config.port(), api, admission, api));
            this.aws = resources.add(EmbeddedAws.start(awsConfig()));
            Path database = config.dataDirectory().resolve("usecases.db");
            Stores stores = new Stores(
                    resources.add(SqliteUsecaseRepository.open(database)),
                    resources.add(SqliteRoleAssignments.open(database)),
                    AuditLines.log());
            AwsDataAccount dataAccount = resources.add(AwsDataAccount.open(clientConfig(), stores));
            this.useCases = dataAccount.useCases();
            DemoUsecases.seed(useCases.createUsecase(), CallerSource.ADMINISTRATOR);
            api.start(new RestApi(useCases, new JacksonJson())::handle, dataAccount::checkReady);
        } catch (RuntimeException e) {
            resources.close();
            throw e;
        }
    }

    /**
     * Starts a server that keeps its data in a directory.
     *
     * @throws StartFailure if the port is taken, or the directory is in use, cannot be written, or is on a file system
     *     without user extended attributes
     */
    public static DataAccountServer start(LocalConfig config) {
        try {
            return new DataAccountServer(config);
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** Starts a server on a free port that forgets everything when it is closed. */
    public static DataAccountServer start() {
        TemporaryDirectory directory = TemporaryDirectory.create();
        try {
            DataAccountServer server = start(LocalConfig.in(directory.path()));
            server.resources.addLast(directory);
            return server;
        } catch (StartFailure e) {
            directory.close();
            throw e;
        }
    }

    /** Where it listens, such as {@code http://127.0.0.1:8080}; the calls are under {@code /api/v1}. */
    public URI uri() {
        return URI.create("http://" + Admission.LOOPBACK + ":" + door.port());
    }

    /** The embedded S3 and STS, to look behind the server and to make its calls fail. */
    public EmbeddedAws aws() {
        return aws;
    }

    /** The same use cases that the server serves, for calls without HTTP. */
    public UseCases useCases() {
        return useCases;
    }

    /** Lets the requests under way end, for ten seconds at most, and stops everything. */
    @Override
    public void close() {
        resources.close();
    }

    private EmbeddedAwsConfig awsConfig() {
        EmbeddedRole[] roles = Stream.concat(DemoUsecases.roles().stream(), config.roles().stream())
                .toArray(EmbeddedRole[]::new);
        return EmbeddedAwsConfig.in(config.dataDirectory().resolve("aws"))
                .onPorts(config.s3Port(), 0)
                .knowing(roles);
    }

    private AwsConfig clientConfig() {
        EmbeddedUser user = aws.user();
        Credentials own = new Credentials(user.accessKeyId(), user.secretAccessKey(), null, null);
        return AwsConfig.in(Region.US_EAST_1, origins()).onServers(aws.s3Endpoint(), aws.stsEndpoint(), own);
    }

    private List<Origin> origins() {
        Stream<Origin> ours = Stream.of(Admission.LOOPBACK, "localhost")
                .map(host -> new Origin("http://" + host + ":" + door.port()));
        return Stream.concat(ours, config.origins().stream()).distinct().toList();
    }
}
