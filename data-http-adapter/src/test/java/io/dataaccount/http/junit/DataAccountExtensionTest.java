package io.dataaccount.http.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.http.local.DataAccountServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
