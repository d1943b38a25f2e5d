package io.dataaccount.aws.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.AwsDataAccount;
import io.dataaccount.aws.MetadataStores;
import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.service.AssignRole;
import io.dataaccount.core.service.CreateBucket;
import io.dataaccount.core.service.CreateUsecase;
import io.dataaccount.core.service.DataAccountService;
import io.dataaccount.testkit.embedded.EmbeddedAws;
import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import io.dataaccount.testkit.fake.InMemoryRoleAssignments;
import io.dataaccount.testkit.fake.InMemoryUsecaseRepository;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the example of a program that embeds Data Account, in the README and in docs/embedding.md. */
class UploadExampleTest {
    private static final Caller ADMIN = new Caller("admin", "admin", true);
    private static final UsecaseId USECASE = new UsecaseId("uc-1");

    @TempDir
    Path directory;

    @Test
    void uploadUrl_overTheEmbeddedAws_takesAnUpload() throws IOException {
        try (EmbeddedAws aws = EmbeddedAws.start(directory);
                AwsDataAccount dataAccount = AwsDataAccount.open(config(aws), stores())) {
            DataAccountService service = dataAccount.service();
            createUsecaseAndBucket(service, aws.user());
            String url = UploadExample.uploadUrl(service, USECASE.value(), "my-data", "images/1.jpg");

            HttpURLConnection put = (HttpURLConnection) URI.create(url).toURL().openConnection();
            put.setRequestMethod("PUT");
            put.setDoOutput(true);
            put.setRequestProperty("Content-Type", "image/jpeg");
            put.getOutputStream().write(new byte[] {1, 2, 3});
            assertThat(put.getResponseCode()).isEqualTo(200);
        }
    }

    @Test
    void readme_showsTheExampleAsItIs() throws IOException {
        assertThat(Files.readString(Path.of("../README.md"), UTF_8)).contains(exampleFrom("public final class"));
    }

    @Test
    void embeddingPage_showsTheExampleWithItsImports() throws IOException {
        assertThat(Files.readString(Path.of("../docs/embedding.md"), UTF_8)).contains(exampleFrom("import "));
    }

    private static String exampleFrom(String start) throws IOException {
        String example =
                Files.readString(Path.of("src/test/java/io/dataaccount/aws/example/UploadExample.java"), UTF_8);
        return "```java\n" + example.substring(example.indexOf(start)).strip() + "\n```";
    }

    private static MetadataStores stores() {
        InMemoryUsecaseRepository usecases = new InMemoryUsecaseRepository();
        return new MetadataStores(usecases, new InMemoryRoleAssignments(usecases), AuditLog.NONE);
    }

    private static AwsConfig config(EmbeddedAws aws) {
        EmbeddedUser user = aws.user();
        return AwsConfig.in(Region.US_EAST_1, List.of())
                .onServers(
                        aws.s3Endpoint(),
                        aws.stsEndpoint(),
                        new Credentials(user.accessKeyId(), user.secretAccessKey(), null, null));
    }

    private static void createUsecaseAndBucket(DataAccountService service, EmbeddedUser user) {
        AccountRole own = new AccountRole(new AccountId(user.accountId()), null, null);
        service.createUsecase()
                .run(
                        ADMIN,
                        new CreateUsecase.Command(USECASE, "Use case", own, null, null, DataAccount.UNSET, Map.of()));
        UserId caller = new UserId("sub-of-the-caller");
        service.assignRole().run(ADMIN, new AssignRole.Command(RoleScope.of(USECASE), caller, Role.DATA_SCIENTIST));
        service.createBucket()
                .run(
                        ADMIN,
                        new CreateBucket.Command(
                                USECASE, new BucketName("my-data"), Region.US_EAST_1, true, Encryption.AES256));
    }
}
