package io.dataaccount.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.s3.SdkEndpoints;
import io.dataaccount.aws.testing.SystemProperties;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Utilities;

class UploadOriginsTest {
    @RegisterExtension
    final SystemProperties system = new SystemProperties();

    private static final Credentials OWN = new Credentials("AKIA", "secret", null, null);

    /** Compares with the host to which the SDK would upload an object. */
    @ParameterizedTest
    @CsvSource({
        "eu-west-1, eu-west-1", "eu-west-1, us-east-1", "us-east-1, ap-southeast-4", "us-east-1, mx-central-1",
        "cn-north-1, cn-northwest-1", "us-gov-west-1, us-gov-east-1", "eu-west-1, eu-west-9", "eu-west-9, eu-west-9"
    })
    void ofAws_hasWhereTheSdkWouldUpload(String server, String bucketsRegion) {
        boolean unknown = bucketsRegion.equals("eu-west-9") && !server.equals(bucketsRegion);
        for (String bucket : List.of("my-data", "my.data")) {
            URI url = URI.create(S3Utilities.builder()
                    .region(software.amazon.awssdk.regions.Region.of(bucketsRegion))
                    .build()
                    .getUrl(request -> request.bucket(bucket).key("a"))
                    .toString());
            assertThat(allows(ofAws(server), url)).as("%s from %s", url, server).isEqualTo(!unknown);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sts.amazonaws.com/",
                "https://dynamodb.eu-west-1.amazonaws.com/",
                "https://evil.execute-api.eu-west-1.amazonaws.com/",
                "https://evil.lambda-url.eu-west-1.on.aws/",
                "https://evil.s3-website.eu-west-1.amazonaws.com/",
                "https://s3.eu-west-1.amazonaws.com.evil.example/",
                "http://my-data.s3.eu-west-1.amazonaws.com/",
                "https://my-data.s3.cn-north-1.amazonaws.com.cn/"
            })
    void ofAws_hasNoOtherService(String url) {
        assertThat(allows(ofAws("eu-west-1"), URI.create(url))).isFalse();
    }

    @Test
    void ofAnotherServer_isWhereUploadsGo() {
        URI server = URI.create("http://127.0.0.1:9000/base");
        AwsConfig config = AwsConfig.in(Region.US_EAST_1, List.of()).onServers(server, server, OWN);
        assertThat(UploadOrigins.of(config)).containsExactly("http://127.0.0.1:9000");
        assertThat(UploadOrigins.of(config.uploadingTo(URI.create("http://localhost:18081"))))
                .containsExactly("http://localhost:18081");
    }

    /** Every browser reads the Content Security Policy. */
    @Test
    void ofAServerWithAUser_areWithoutIt() {
        URI server = URI.create("http://user:SECRET@minio:9000");
        AwsConfig config = AwsConfig.in(Region.US_EAST_1, List.of()).onServers(server, server, OWN);
        assertThat(UploadOrigins.of(config)).containsExactly("http://minio:9000");
    }

    @Test
    void ofAnotherServerWithBucketsInTheHost_isThoseToo() {
        AwsConfig config = AwsConfig.fromEnvironment(Map.of(
                "AWS_REGION", "eu-west-1",
                "PORTAL_ORIGINS", "https://portal.example.com",
                "AWS_ENDPOINT_URL_S3", "https://s3.example.com"));
        assertThat(UploadOrigins.of(config))
                .containsExactlyInAnyOrder("https://s3.example.com", "https://*.s3.example.com");
    }

    /** Compares with the host to which a client of the SDK uploads in the same environment. */
    @ParameterizedTest
    @CsvSource({
        "aws.useFipsEndpoint=true,eu-west-1,us-east-1",
        "aws.useDualstackEndpoint=true,us-east-1,us-east-1",
        "aws.useDualstackEndpoint=true,cn-north-1,cn-northwest-1",
        "aws.s3UseUsEast1RegionalEndpoint=regional,eu-west-1,us-east-1",
        "aws.endpointUrl=https://all.example.com,eu-west-1,us-east-1"
    })
    void ofSettings_hasWhereTheClientUploads(String setting, String server, String bucketsRegion) {
        system.set(setting.split("=")[0], setting.split("=")[1]);
        for (String name : List.of("my-data", "my.data")) {
            URI url = new SdkEndpoints(null, false)
                    .upload(new Bucket(new BucketName(name), new Region(bucketsRegion)))
                    .getUri();
            assertThat(allows(ofAws(server), url)).as("%s from %s", url, server).isTrue();
            assertThat(allows(ofAws(server), URI.create("https://my-data.s3.eu-west-2.amazonaws.com")))
                    .isEqualTo(setting.contains("regional"));
        }
    }

    private static Set<String> ofAws(String region) {
        return UploadOrigins.of(AwsConfig.in(new Region(region), List.of()));
    }

    /** Matches a URL with host sources as a browser does: a star matches one or more labels (CSP 3, 6.7.2.8). */
    private static boolean allows(Set<String> sources, URI url) {
        String origin = url.getScheme() + "://" + url.getHost();
        return sources.stream()
                .anyMatch(source -> source.contains("://*.")
                        ? origin.startsWith("https://")
                                && url.getHost().endsWith(source.substring("https://*".length()))
                        : origin.equals(source));
    }
}
