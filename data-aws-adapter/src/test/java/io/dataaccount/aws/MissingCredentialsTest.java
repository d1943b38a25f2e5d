package io.dataaccount.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.aws.client.AwsClients;
import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.aws.sts.StsCredentialResolver;
import io.dataaccount.aws.testing.SystemProperties;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.ServerCredentialsException;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program without credentials of its own, and without the SDK's modules that some profiles need. */
class MissingCredentialsTest {
    private static final AwsConfig CONFIG = AwsConfig.fromEnvironment(Map.of(
            "AWS_REGION", "eu-central-1",
            "PORTAL_ORIGINS", "https://portal.example.com"));

    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    @TempDir
    Path directory;

    @BeforeEach
    void hideTheCredentialsOfThisMachine() {
        properties.set("aws.disableEc2Metadata", "true");
        properties.set("aws.sharedCredentialsFile", directory.resolve("none").toString());
        properties.set("aws.configFile", directory.resolve("config").toString());
    }

    @Test
    void dynamoDb_isNotBlamed() {
        try (AwsDataAccount account = AwsDataAccount.open(CONFIG)) {
            ServerCredentialsException refusal =
                    catchThrowableOfType(ServerCredentialsException.class, account::checkReady);
            assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(refusal.detail())
                    .contains("The server has no AWS credentials of its own")
                    .doesNotContain("DynamoDB", "AWS_");
            assertThat(refusal.reason()).contains("environment variables: AWS_ACCESS_KEY_ID is not set");
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void sts_isNotBlamed(boolean hasRole) {
        AccountId account = new AccountId("111122223333");
        AccountRole target =
                new AccountRole(account, hasRole ? new RoleArn("arn:aws:iam::111122223333:role/Data") : null, null);
        try (AwsClients clients = new AwsClients(CONFIG)) {
            StsCredentialResolver resolver = new StsCredentialResolver(clients.sts(), clients.ownCredentials());
            assertThatThrownBy(() -> resolver.resolve(new SessionRequest(
                            new Caller("ana", "Ana", false),
                            target,
                            SessionRequest.Purpose.UPLOAD,
                            SessionScope.of(new BucketName("my-data")),
                            Duration.ofMinutes(5))))
                    .isInstanceOf(ServerCredentialsException.class)
                    .hasMessageContaining("The server has no AWS credentials of its own");
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    sso_session = s, sso and software.amazon.awssdk:ssooidc
                    sso_start_url = https://s.example.com, sso
                    login_session = arn:aws:iam::111122223333:user/ana, signin
                    source_profile = other, sso
                    """)
    void profileThatNeedsAnotherModule_endsTheStart(String line, String modules) throws IOException {
        Files.writeString(
                directory.resolve("config"),
                "[profile portal]\n" + line + "\n[profile other]\nsso_account_id = 1\n[sso-session s]\n");
        properties.set("aws.profile", "portal");
        assertThatThrownBy(() -> AwsDataAccount.open(CONFIG))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("The profile 'portal' needs software.amazon.awssdk:" + modules + ", which");
        properties.set("aws.accessKeyId", "AKIAEXAMPLE"); // comes before the profile, as in a Lambda function
        properties.set("aws.secretAccessKey", "example");
        AwsDataAccount.open(CONFIG).close();
    }
}
