package io.dataaccount.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dataaccount.testkit.embedded.SignedRequests.Payload;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What clients read from an error to find the right region. */
class WrongRegionTest {
    private final Cloud cloud;

    WrongRegionTest(@TempDir Path directory) {
        cloud = new Cloud(directory);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    /** s3cmd sends the next request to the endpoint that the error names. */
    @Test
    void redirect_namesThisServer() {
        cloud.s3(cloud.user(), "eu-west-1").createBucket(r -> r.bucket("abroad"));
        HttpResponse<String> response = new SignedRequests(cloud.aws.s3Endpoint(), cloud.user())
                .send("GET", "/abroad", "text/plain", "", Payload.SIGNED);
        assertThat(response.statusCode()).isEqualTo(301);
        assertThat(response.headers().firstValue("x-amz-bucket-region")).contains("eu-west-1");
        assertThat(response.body())
                .contains("<Endpoint>" + cloud.aws.s3Endpoint().getAuthority() + "</Endpoint>", "<Bucket>abroad<");
    }

    /** s3cmd signs for US before it knows a region, and repeats the request for the region in the error. */
    @Test
    void createBucket_signedForNoRegion_namesOne() {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> cloud.s3(cloud.user(), "US").createBucket(r -> r.bucket("new")))
                .satisfies(e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AuthorizationHeaderMalformed");
                    assertThat(e.awsErrorDetails().errorMessage()).contains("expecting 'us-east-1'");
                    assertThat(e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region"))
                            .contains("us-east-1");
                });
    }
}
