package io.dataaccount.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.AwsConfig;
import io.dataaccount.core.model.Credentials;
import io.dataaccount.core.model.Region;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagePolicyTest {
    private static final Credentials OWN = new Credentials("AKIA", "secret", null, null);

    @Test
    void s3_ofAws_isEveryBucketOfThePartition() {
        assertThat(PagePolicy.s3(AwsConfig.in(new Region("eu-west-1"), List.of())))
                .containsExactly("https://*.amazonaws.com");
        assertThat(PagePolicy.s3(AwsConfig.in(new Region("cn-north-1"), List.of())))
                .containsExactly("https://*.amazonaws.com.cn");
    }

    @Test
    void s3_ofAnotherServer_isWhereUploadsGo() {
        URI server = URI.create("http://127.0.0.1:9000/base");
        AwsConfig config = AwsConfig.in(Region.US_EAST_1, List.of()).onServers(server, server, OWN);
        assertThat(PagePolicy.s3(config)).containsExactly("http://127.0.0.1:9000");
        assertThat(PagePolicy.s3(config.uploadingTo(URI.create("http://localhost:18081"))))
                .containsExactly("http://localhost:18081");
    }

    @Test
    void s3_ofAnotherServerWithBucketsInTheHost_isThoseToo() {
        AwsConfig config = AwsConfig.fromEnvironment(Map.of(
                "AWS_REGION", "eu-west-1",
                "PORTAL_ORIGINS", "https://portal.example.com",
                "AWS_ENDPOINT_URL_S3", "https://s3.example.com"));
        assertThat(PagePolicy.s3(config))
                .containsExactlyInAnyOrder("https://s3.example.com", "https://*.s3.example.com");
    }
}
