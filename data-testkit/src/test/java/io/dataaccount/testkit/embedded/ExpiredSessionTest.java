package io.dataaccount.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

class ExpiredSessionTest {
    @Test
    void session_afterItsExpiry_isReportedAsExpiredAndLaterForgotten(@TempDir Path directory) {
        try (Cloud cloud = new Cloud(directory)) {
            AwsCredentials session = cloud.session(Cloud.ROLE);
            cloud.clock.advance(Duration.ofMinutes(59));
            assertThat(cloud.sts(session).getCallerIdentity().account()).isEqualTo(Cloud.ACCOUNT);
            cloud.clock.advance(Duration.ofMinutes(1));
            assertThat(Refusal.of(() -> cloud.sts(session).getCallerIdentity()))
                    .isEqualTo(new Refusal(403, "ExpiredToken"));
            assertThat(Refusal.of(() -> cloud.s3(session, "us-east-1").listBuckets()))
                    .isEqualTo(new Refusal(400, "ExpiredToken"));
            assertThat(cloud.aws.sessions()).hasSize(1);
            cloud.clock.advance(Duration.ofDays(2));
            cloud.session(Cloud.ROLE);
            assertThat(cloud.aws.sessions()).hasSize(1);
            assertThat(Refusal.of(() -> cloud.s3(session, "us-east-1").listBuckets()))
                    .isEqualTo(new Refusal(403, "InvalidAccessKeyId"));
        }
    }
}
