package io.dataaccount.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Signatures that are not those of SigV4. S3 refuses SigV2 in every region that was added after January 2014.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">InvalidRequest: Please use
 *     AWS4-HMAC-SHA256</a>
 */
class SignatureVersionTest {
    private static final String USE_V4 =
            "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.";

    private final Cloud cloud;

    SignatureVersionTest(@TempDir Path directory) {
        cloud = new Cloud(directory);
        cloud.s3().createBucket(r -> r.bucket("data"));
        cloud.s3().putObject(r -> r.bucket("data").key("k"), RequestBody.fromString("v"));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSAccessKeyId=KEY&Signature=abc%2Bd%3D&Expires=4102444800",
                "AWSAccessKeyId=KEY&Signature=abc%3D&Expires=1&x-amz-security-token=token",
                "AWSAccessKeyId=NOBODY&Signature=abc%3D&Expires=4102444800",
                "AWSAccessKeyId=KEY&Expires=4102444800",
                "Signature=abc%3D&Expires=4102444800",
            })
    void query_ofSigV2_isRefused(String query) {
        String signed = query.replace("KEY", cloud.aws.user().accessKeyId());
        for (String path : new String[] {"/", "/data", "/data/k", "/data/k?partNumber=1&uploadId=u", "/nowhere/k"}) {
            String url = path + (path.contains("?") ? "&" : "?") + signed;
            for (String method : new String[] {"GET", "PUT", "POST", "DELETE"}) {
                assertRefused(
                        cloud.send(cloud.request(url).method(method, BodyPublishers.ofString("v"))),
                        "InvalidRequest",
                        USE_V4);
            }
            assertThat(cloud.send(cloud.request(url).method("HEAD", BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS KEY:abc+d=", "AWS NOBODY:abc=", "AWS", "AWS KEY"})
    void header_ofSigV2_isRefused(String header) {
        String signed = header.replace("KEY", cloud.aws.user().accessKeyId());
        for (String path : new String[] {"/", "/data", "/data?versioning", "/data/k", "/nowhere/k"}) {
            for (String method : new String[] {"GET", "PUT", "POST", "DELETE"}) {
                HttpRequest.Builder request = cloud.request(path)
                        .header("Authorization", signed)
                        .header("Date", "Tue, 27 Mar 2007 19:36:42 +0000")
                        .method(method, BodyPublishers.ofString("v"));
                assertRefused(cloud.send(request), "InvalidRequest", USE_V4);
            }
        }
    }

    @Test
    void header_ofSigV4_thatIsMalformed_isNamed() {
        assertRefused(
                cloud.send(cloud.request("/data/k")
                        .header("Authorization", "AWS4-HMAC-SHA256 Credential=x")
                        .header("x-amz-content-sha256", "UNSIGNED-PAYLOAD")),
                "AuthorizationHeaderMalformed",
                "The authorization header is malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dTpw", "Bearer token", "NTLM"})
    void header_ofAnotherScheme_isRefused(String header) {
        assertRefused(
                cloud.send(cloud.request("/data/k").header("Authorization", header)),
                "InvalidArgument",
                "Unsupported Authorization Type");
    }

    /** As of a portal that sends its own token with every request. */
    @ParameterizedTest
    @ValueSource(strings = {"Basic dTpw", "Bearer token", "AWS KEY:abc="})
    void presignedUrl_withAnAuthorizationHeader_isRefused(String header) {
        URI url = URI.create(cloud.presigner(cloud.user())
                .presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                        .getObjectRequest(r -> r.bucket("data").key("k")))
                .url()
                .toString());
        assertRefused(
                cloud.send(HttpRequest.newBuilder(url).header("Authorization", header)),
                "InvalidArgument",
                "Only one auth mechanism allowed");
    }

    private static void assertRefused(HttpResponse<String> response, String code, String errorMessage) {
        assertThat(response.body())
                .as(response.request().method() + " " + response.uri().getPath())
                .contains("<Code>" + code + "</Code>", errorMessage);
        assertThat(response.statusCode()).isEqualTo(400);
    }
}
