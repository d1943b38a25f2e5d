package io.dataaccount.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.AccountAccess;
import io.dataaccount.core.model.AccountId;
import io.dataaccount.core.model.BucketName;
import io.dataaccount.core.model.ContentType;
import io.dataaccount.core.model.DataAccount;
import io.dataaccount.core.model.ExpiresIn;
import io.dataaccount.core.model.ExternalId;
import io.dataaccount.core.model.ObjectKey;
import io.dataaccount.core.model.RoleArn;
import io.dataaccount.core.model.Upload;
import io.dataaccount.core.model.UploadGuards;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.usecase.CreateUsecase;
import io.dataaccount.core.usecase.GrantUpload;
import io.dataaccount.http.junit.DataAccountExtension;
import io.dataaccount.testkit.contract.RestAnswer;
import io.dataaccount.testkit.contract.RestCall;
import io.dataaccount.testkit.contract.RestContract;
import io.dataaccount.testkit.contract.RestWorld;
import io.dataaccount.testkit.embedded.EmbeddedRole;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole local server: the Javalin door over the AWS adapters over the embedded S3, STS and store. */
@ExtendWith(DataAccountExtension.class)
class DataAccountServerContractTest extends RestContract {
    private static final RestWorld WORLD = new RestWorld(
            role("555555555555", "DDAPortalAccessRole"),
            role("666666666666", "DDADataAccessRole"),
            new AccountAccess(new AccountId("111111111111"), null, null));

    private final DataAccountServer server;

    DataAccountServerContractTest(DataAccountServer server) {
        this.server = server;
        register(WORLD.own());
        register(WORLD.data());
    }

    private static AccountAccess role(String account, String name) {
        RoleArn arn = new RoleArn("arn:aws:iam::" + account + ":role/" + name);
        return new AccountAccess(arn.account(), arn, new ExternalId("external-id-of-" + account));
    }

    private void register(AccountAccess access) {
        server.aws()
                .register(new EmbeddedRole(
                        requireNonNull(access.roleArn()).value(),
                        requireNonNull(access.externalId()).value()));
    }

    @Override
    protected RestAnswer send(RestCall call) {
        return HttpCalls.send(server.uri(), call);
    }

    @Override
    protected RestWorld world() {
        return WORLD;
    }

    @Override
    protected void put(BucketName bucket, String key, byte[] content) {
        UsecaseId usecase = UsecaseId.random();
        server.useCases()
                .createUsecase()
                .run(
                        CallerSource.ADMINISTRATOR,
                        new CreateUsecase.Command(
                                usecase, "Uploads", WORLD.own(), null, null, DataAccount.UNSET, Map.of()));
        Upload upload = new Upload(new ObjectKey(key), ContentType.OCTET_STREAM, UploadGuards.NONE);
        String url = server.useCases()
                .grantUpload()
                .run(CallerSource.ADMINISTRATOR, new GrantUpload.Command(usecase, bucket, upload, new ExpiresIn(60)))
                .upload()
                .url();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", ContentType.OCTET_STREAM.value())
                .PUT(BodyPublishers.ofByteArray(content))
                .build();
        assertThat(HttpCalls.send(request).statusCode()).isEqualTo(200);
    }
}
