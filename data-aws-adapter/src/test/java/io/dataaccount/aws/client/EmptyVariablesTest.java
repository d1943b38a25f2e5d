package io.dataaccount.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.aws.credentials.CredentialsCheck;
import io.dataaccount.aws.s3.SdkEndpoints;
import io.dataaccount.aws.testing.SystemProperties;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.services.s3.S3SystemSetting;
import software.amazon.awssdk.utils.SystemSetting;

/** A process in which every variable that the SDK knows is set but blank behaves as if none were set. */
class EmptyVariablesTest {
    private static final List<String> OTHERS = List.of(
            "AWS_ENDPOINT_URL",
            "AWS_ENDPOINT_URL_S3",
            "AWS_ENDPOINT_URL_STS",
            "AWS_ENDPOINT_URL_DYNAMODB",
            "AWS_ENABLE_ENDPOINT_DISCOVERY",
            "AWS_CA_BUNDLE",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy");

    @TempDir
    Path home;

    @RegisterExtension
    final SystemProperties system = new SystemProperties();

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void everyVariable_thatIsBlank_isAsIfNotSet(String blank) throws IOException, InterruptedException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(
                home.resolve(".aws").resolve("credentials"),
                "[default]\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = secret\n");
        Path output = home.resolve("output");
        ProcessBuilder process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        variables().forEach(name -> process.environment().put(name, blank));
        process.environment()
                .putAll(Map.of(
                        "HOME", home.toString(),
                        "AWS_DEFAULT_REGION", "us-east-1",
                        "PORTAL_ORIGINS", "https://portal.example.com"));
        process.start().waitFor();
        assertThat(Files.readAllLines(output))
                .contains(
                        "sts https://sts.us-east-1.amazonaws.com",
                        "dynamodb https://dynamodb.us-east-1.amazonaws.com/",
                        "s3 https://my-data.s3.amazonaws.com/k",
                        "credentials AKIAPROFILE",
                        "problem none",
                        "end");
    }

    /** The system properties of the same settings. The SDK prefers them, so a blank one hides a variable. */
    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void everySystemProperty_thatIsBlank_isAsIfNotSet(String blank) {
        Stream.concat(
                        settings().map(SystemSetting::property),
                        Stream.of(
                                "aws.endpointUrl",
                                "aws.endpointUrlS3",
                                "aws.endpointUrlSts",
                                "aws.endpointUrlDynamodb"))
                .filter(Objects::nonNull)
                .forEach(name -> system.set(name, blank));
        system.set("user.home", home.toString());
        AwsConfig config = AwsConfig.fromEnvironment(
                        Map.of("AWS_REGION", "us-east-1", "PORTAL_ORIGINS", "https://portal.example.com"))
                .ownedBy(new Credentials("AKIATEST", "secret", null, null));
        try (AwsClients clients = new AwsClients(config, AwsObserver.NONE, new EmptyResponses())) {
            clients.s3();
            assertThat(Program.sent(clients.sts()::getCallerIdentity)).isEqualTo("https://sts.us-east-1.amazonaws.com");
            assertThat(Program.sent(clients.dynamoDb()::listTables))
                    .isEqualTo("https://dynamodb.us-east-1.amazonaws.com/");
        }
        assertThat(new SdkEndpoints(null, false)
                        .upload(new Bucket(new BucketName("my-data"), config.region()))
                        .getUri())
                .hasToString("https://my-data.s3.amazonaws.com/k");
    }

    private static Stream<String> variables() {
        return Stream.concat(settings().map(SystemSetting::environmentVariable), OTHERS.stream());
    }

    private static Stream<SystemSetting> settings() {
        return Stream.<SystemSetting[]>of(
                        SdkSystemSetting.values(), ProfileFileSystemSetting.values(), S3SystemSetting.values())
                .flatMap(Arrays::stream);
    }

    static final class Program {
        private static final List<String> SENT = new ArrayList<>();

        private Program() {}

        public static void main(String[] arguments) {
            AwsConfig config = AwsConfig.fromEnvironment(System.getenv());
            try (AwsClients clients = new AwsClients(config, AwsObserver.NONE, new EmptyResponses())) {
                clients.s3();
                System.out.println("sts " + sent(clients.sts()::getCallerIdentity));
                System.out.println("dynamodb " + sent(clients.dynamoDb()::listTables));
                System.out.println("credentials "
                        + clients.ownCredentials().resolveCredentials().accessKeyId());
            }
            System.out.println("s3 "
                    + new SdkEndpoints(config.s3Endpoint(), config.s3PathStyle())
                            .upload(new Bucket(new BucketName("my-data"), config.region()))
                            .getUri());
            List<String> problems = CredentialsCheck.problems();
            System.out.println("problem " + (problems.isEmpty() ? "none" : problems.get(0)));
            try (AwsClients clients = new AwsClients(config)) {
                clients.prepareTls();
            }
            System.out.println("end");
        }

        /**
         * Where the call goes. On a busy machine the first call loads classes for longer than its attempts or the whole call
         * may take, so it may be sent again.
         */
        private static String sent(Runnable call) {
            SENT.clear();
            while (true) {
                try {
                    call.run();
                    return String.join(" ", new LinkedHashSet<>(SENT));
                } catch (ApiCallTimeoutException slow) {
                    System.out.println("again after " + slow.getMessage());
                }
            }
        }
    }

    private static final class EmptyResponses implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            Program.SENT.add(request.httpRequest().getUri().toString());
            String body = request.httpRequest().host().startsWith("dynamodb") ? "{}" : "<r/>";
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(
                                    new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
