package io.dataaccount.aws.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.aws.credentials.OwnCredentialsException;
import io.dataaccount.aws.testing.CannedHttp;
import io.dataaccount.aws.testing.SystemProperties;
import io.dataaccount.core.model.account.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpRequest;

/** The session for a web identity token comes through the HTTP client of all services, with its proxies and CAs. */
class WebIdentityTest {
    private static final String SESSION = """
            <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>
            <AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
            <SessionToken>token</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration>
            </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>""";

    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    @TempDir
    private Path directory;

    private final List<SdkHttpRequest> requests = new CopyOnWriteArrayList<>();

    @BeforeEach
    void set() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "the-token");
        properties.set("aws.disableEc2Metadata", "true");
        properties.set("aws.configFile", directory.resolve("none").toString());
        properties.set("aws.sharedCredentialsFile", directory.resolve("none").toString());
        properties.set("aws.webIdentityTokenFile", token.toString());
        properties.set("aws.roleArn", "arn:aws:iam::111122223333:role/Server");
    }

    private AwsClients clients(int status, String body) {
        return new AwsClients(
                AwsConfig.in(new Region("eu-west-1"), List.of()), AwsObserver.NONE, new CannedHttp(request -> {
                    requests.add(request);
                    return new CannedHttp.Response(status, "text/xml", body);
                }));
    }

    @Test
    void session_comesFromStsOfTheRegion_throughTheCommonClient() {
        try (AwsClients clients = clients(200, SESSION)) {
            assertThat(clients.ownCredentials().resolveCredentials().accessKeyId())
                    .isEqualTo("ASIAEXAMPLE");
            clients.ownCredentials().resolveCredentials();
        }
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.host()).isEqualTo("sts.eu-west-1.amazonaws.com");
            assertThat(request.firstMatchingHeader("Authorization")).isEmpty();
        });
    }

    @Test
    void refusal_isNamed_withoutTheToken() {
        String error = "<ErrorResponse><Error><Code>InvalidIdentityToken</Code><Message>the-token</Message></Error>"
                + "</ErrorResponse>";
        try (AwsClients clients = clients(400, error)) {
            assertThatThrownBy(() -> clients.ownCredentials().resolveCredentials())
                    .isInstanceOf(OwnCredentialsException.class)
                    .hasMessageContaining("refused it (error code InvalidIdentityToken, status 400)")
                    .hasMessageNotContaining("the-token");
        }
        assertThat(requests).isNotEmpty();
    }

    @Test
    void missingFile_isNamed() {
        properties.set("aws.webIdentityTokenFile", directory.resolve("absent").toString());
        try (AwsClients clients = clients(200, SESSION)) {
            assertThatThrownBy(() -> clients.ownCredentials().resolveCredentials())
                    .hasMessageContaining("web identity token: a file cannot be read");
        }
    }
}
