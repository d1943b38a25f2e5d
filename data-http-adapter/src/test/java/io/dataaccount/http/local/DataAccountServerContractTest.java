package io.dataaccount.http.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.http.junit.DataAccountExtension;
import io.dataaccount.http.testing.HttpCalls;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import io.dataaccount.testkit.contract.RestContract;
import io.dataaccount.testkit.contract.TestAccounts;
import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The whole local server: the HTTP adapter, the AWS adapters, and the embedded S3, STS and store. */
@ExtendWith(DataAccountExtension.class)
class DataAccountServerContractTest extends RestContract {
    private static final TestAccounts WORLD = new TestAccounts(
            role("555555555555", "DDAPortalAccessRole"),
            role("666666666666", "DDADataAccessRole"),
            new AccountRole(new AccountId("111111111111"), null, null));

    private final DataAccountServer server;

    DataAccountServerContractTest(DataAccountServer server) {
        this.server = server;
        register(WORLD.own());
        register(WORLD.data());
    }

    private static AccountRole role(String account, String name) {
        RoleArn arn = new RoleArn("arn:aws:iam::" + account + ":role/" + name);
        return new AccountRole(arn.account(), arn, new ExternalId("external-id-of-" + account));
    }

    private void register(AccountRole accountRole) {
        server.aws()
                .register(new EmbeddedRole(
                        requireNonNull(accountRole.roleArn()).value(),
                        requireNonNull(accountRole.externalId()).value()));
    }

    @Override
    protected RecordedResponse send(RestCall call) {
        return HttpCalls.send(server.uri(), call);
    }

    @Override
    protected TestAccounts accounts() {
        return WORLD;
    }

    /** Writes like another program that does not follow our rules. */
    @Override
    protected void put(BucketName bucket, String key, byte[] content) {
        try (SdkHttpClient http = UrlConnectionHttpClient.create();
                StsClient sts = StsClient.builder()
                        .httpClient(http)
                        .region(Region.US_EAST_1)
                        .endpointOverride(server.aws().stsEndpoint())
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                                server.aws().user().accessKeyId(),
                                server.aws().user().secretAccessKey())))
                        .build()) {
            Credentials session = sts.assumeRole(role -> role.roleArn(
                                    requireNonNull(WORLD.own().roleArn()).value())
                            .externalId(requireNonNull(WORLD.own().externalId()).value())
                            .roleSessionName("another-program"))
                    .credentials();
            try (S3Client s3 = S3Client.builder()
                    .httpClient(http)
                    .region(Region.US_EAST_1)
                    .endpointOverride(server.aws().s3Endpoint())
                    .forcePathStyle(true)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                            session.accessKeyId(), session.secretAccessKey(), session.sessionToken())))
                    .build()) {
                s3.putObject(object -> object.bucket(bucket.value()).key(key), RequestBody.fromBytes(content));
            }
        }
    }

    /** The embedded S3 stores objects as files, so it refuses keys that are not paths of files. */
    @Override
    @Test
    protected void foldersThatCannotBeWritten_areListedAndOpened() {
        BucketName bucket = new BucketName(newBucket(newUsecase()));
        for (String key : UNWRITABLE_KEYS) {
            assertThatThrownBy(() -> put(bucket, key, new byte[0])).as(key).isInstanceOf(S3Exception.class);
        }
    }
}
