package io.dataaccount.http.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.http.local.DataAccountServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

@ExtendWith(DataAccountExtension.class)
class DataAccountExtensionTest {
    private final DataAccountServer shared;

    DataAccountExtensionTest(DataAccountServer server) {
        this.shared = server;
    }

    /** The methods that docs/testing.md names. */
    @Test
    void failAlways_reachesThePortal(DataAccountServer server) throws Exception {
        assertThat(buckets(server).statusCode()).isEqualTo(200);
        server.aws().failAlways("ListBuckets", "AccessDenied", 403);
        assertThat(buckets(server).statusCode()).isEqualTo(502);
        assertThat(buckets(server).body()).contains("data_account_denied", "s3:ListAllMyBuckets");
        server.aws().stopFailing();
    }

    @Test
    void credentials_areValidForItsOwnS3Only(DataAccountServer server) {
        try (DataAccountServer other = DataAccountServer.start()) {
            assertThatCode(() -> listBuckets(server, server.credentials())).doesNotThrowAnyException();
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() -> listBuckets(server, other.credentials()))
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAccessKeyId"));
        }
    }

    /** What a test of a portal prints is its own output. The console appenders hang on the root and the audit logger. */
    @Test
    void requests_printNothing(DataAccountServer server) throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        List<Logger> loggers = Stream.of(Logger.ROOT_LOGGER_NAME, "io.dataaccount.audit")
                .map(name -> (Logger) LoggerFactory.getLogger(name))
                .toList();
        loggers.forEach(each -> each.addAppender(lines));
        try {
            assertThat(buckets(server).statusCode()).isEqualTo(200);
            URI target = server.uri().resolve("/api/v1/usecases/demo/data/buckets");
            HttpRequest create = HttpRequest.newBuilder(target)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"bucket_name\": \"quiet-bucket\"}"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(create, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(201);
        } finally {
            loggers.forEach(each -> each.detachAppender(lines));
        }
        assertThat(lines.list).isEmpty();
    }

    private static void listBuckets(DataAccountServer server, Credentials keys) {
        try (S3Client s3 = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.US_EAST_1)
                .endpointOverride(server.aws().s3Endpoint())
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())))
                .build()) {
            s3.listBuckets();
        }
    }

    @Nested
    class Inside {
        @Test
        void nestedClass_sharesTheServer(DataAccountServer server) {
            assertThat(server).isSameAs(shared);
        }
    }

    private static HttpResponse<String> buckets(DataAccountServer server) throws Exception {
        URI target = server.uri().resolve("/api/v1/usecases/demo/data/buckets");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(target).build(), BodyHandlers.ofString());
    }
}
