package io.dataaccount.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;

class RestartTest {
    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
    private static final Tag TAG = Tag.builder().key("k").value("ü").build();

    @Test
    void start_withTheSameDirectory_findsEverything(@TempDir Path directory) {
        String first;
        String upload;
        try (Cloud cloud = new Cloud(directory)) {
            S3Client s3 = cloud.s3(cloud.user(), "eu-west-1");
            s3.createBucket(r -> r.bucket("kept")
                    .createBucketConfiguration(
                            c -> c.locationConstraint("eu-west-1").tags(TAG)));
            s3.putBucketVersioning(r -> r.bucket("kept").versioningConfiguration(c -> c.status("Enabled")));
            s3.putBucketPolicy(r -> r.bucket("kept").policy(POLICY));
            s3.deletePublicAccessBlock(r -> r.bucket("kept"));
            s3.putBucketLifecycleConfiguration(r -> r.bucket("kept")
                    .transitionDefaultMinimumObjectSize(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS)
                    .lifecycleConfiguration(c -> c.rules(List.of(LifecycleRule.builder()
                            .id("r")
                            .status("Enabled")
                            .filter(f -> f.prefix(""))
                            .expiration(e -> e.days(1))
                            .build()))));
            first = s3.putObject(
                            r -> r.bucket("kept").key("a b/ü").contentType("text/plain; charset=UTF-8"),
                            RequestBody.fromString("one"))
                    .versionId();
            s3.putObject(r -> r.bucket("kept").key("a b/ü"), RequestBody.fromString("two"));
            s3.putObject(r -> r.bucket("kept").key("folder/"), RequestBody.empty());
            upload = s3.createMultipartUpload(r -> r.bucket("kept").key("big")).uploadId();
            s3.createBucket(r -> r.bucket("gone").createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
            s3.deleteBucket(r -> r.bucket("gone"));
        }
        try (Cloud cloud = new Cloud(directory)) {
            S3Client s3 = cloud.s3(cloud.user(), "eu-west-1");
            assertThat(s3.listBuckets().buckets()).hasSize(1);
            assertThat(s3.headBucket(r -> r.bucket("kept")).bucketRegion()).isEqualTo("eu-west-1");
            assertThat(s3.getBucketTagging(r -> r.bucket("kept")).tagSet()).containsExactly(TAG);
            assertThat(s3.getBucketPolicy(r -> r.bucket("kept")).policy()).isEqualTo(POLICY);
            assertThat(s3.getBucketVersioning(r -> r.bucket("kept")).statusAsString())
                    .isEqualTo("Enabled");
            assertThat(s3.getBucketLifecycleConfiguration(r -> r.bucket("kept")).transitionDefaultMinimumObjectSize())
                    .isEqualTo(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS);
            assertThat(Refusal.of(() -> s3.getPublicAccessBlock(r -> r.bucket("kept"))))
                    .isEqualTo(new Refusal(404, "NoSuchPublicAccessBlockConfiguration"));
            assertThat(s3.getObjectAsBytes(r -> r.bucket("kept").key("a b/ü")).asUtf8String())
                    .isEqualTo("two");
            assertThat(s3.getObjectAsBytes(r -> r.bucket("kept").key("a b/ü").versionId(first))
                            .asUtf8String())
                    .isEqualTo("one");
            assertThat(s3.headObject(r -> r.bucket("kept").key("a b/ü").versionId(first))
                            .contentType())
                    .isEqualTo("text/plain; charset=UTF-8");
            assertThat(s3.listObjectVersions(r -> r.bucket("kept").prefix("a")).versions())
                    .extracting(ObjectVersion::isLatest)
                    .containsExactly(true, false);
            assertThat(s3.headObject(r -> r.bucket("kept").key("folder/")).contentLength())
                    .isZero();
            assertThat(s3.putObject(r -> r.bucket("kept").key("new"), RequestBody.fromString("v"))
                            .versionId())
                    .isNotBlank();
            assertThat(s3.listMultipartUploads(r -> r.bucket("kept")).uploads())
                    .singleElement()
                    .satisfies(each -> assertThat(each.uploadId()).isEqualTo(upload));
        }
    }

    @Test
    void urls_afterARestart_workForTheUserButNotForASession(@TempDir Path directory) {
        String byUser;
        String bySession;
        int s3Port;
        int stsPort;
        try (Cloud cloud = new Cloud(directory)) {
            cloud.s3().createBucket(r -> r.bucket("kept"));
            cloud.s3().putObject(r -> r.bucket("kept").key("k"), RequestBody.fromString("v"));
            byUser = presign(cloud, cloud.user());
            bySession = presign(cloud, cloud.session(Cloud.ROLE));
            s3Port = cloud.aws.s3Endpoint().getPort();
            stsPort = cloud.aws.stsEndpoint().getPort();
        }
        try (Cloud cloud = new Cloud(EmbeddedAwsConfig.inDirectory(directory).withPorts(s3Port, stsPort))) {
            assertThat(cloud.send(HttpRequest.newBuilder(URI.create(byUser))).body())
                    .isEqualTo("v");
            assertThat(cloud.send(HttpRequest.newBuilder(URI.create(bySession))).body())
                    .contains("<Code>InvalidAccessKeyId</Code>");
        }
    }

    @Test
    void start_withADirectoryInUse_isRefused(@TempDir Path directory) {
        try (EmbeddedAws first = EmbeddedAws.start(directory)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> EmbeddedAws.start(directory))
                    .withMessageContaining("in use by another embedded AWS")
                    .withMessageContaining(directory.toString());
            assertThat(first.s3Endpoint().getHost()).isEqualTo("127.0.0.1");
        }
        EmbeddedAws.start(directory).close();
    }

    @Test
    void start_onAPortInUse_failsAndReleasesTheDirectory(@TempDir Path directory) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> EmbeddedAws.start(
                            EmbeddedAwsConfig.inDirectory(directory).withPorts(taken.getLocalPort(), 0)))
                    .withMessageContaining("cannot listen");
        }
        EmbeddedAws.start(directory).close();
    }

    @Test
    void start_withAFileAsDirectory_fails(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> EmbeddedAws.start(file))
                .withMessageContaining(file.toString());
    }

    @Test
    void close_twice_isHarmless(@TempDir Path directory) {
        EmbeddedAws aws = EmbeddedAws.start(directory);
        aws.close();
        aws.close();
    }

    private static String presign(Cloud cloud, AwsCredentials credentials) {
        return cloud.presigner(credentials)
                .presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(10))
                        .getObjectRequest(r -> r.bucket("kept").key("k")))
                .url()
                .toString();
    }
}
