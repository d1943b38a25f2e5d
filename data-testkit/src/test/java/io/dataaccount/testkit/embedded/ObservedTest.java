package io.dataaccount.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dataaccount.testkit.embedded.config.ReceivedRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The functions for tests: planned failures, the listener, and close. */
class ObservedTest {
    private final Path directory;
    private final Cloud cloud;
    private final S3Client s3;

    ObservedTest(@TempDir Path directory) {
        this.directory = directory;
        cloud = new Cloud(directory.resolve("own"));
        s3 = cloud.s3();
        s3.createBucket(r -> r.bucket("data"));
        cloud.received.clear();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void failNext_failsOnceBeforeAnyEffect() {
        cloud.aws.failNext("PutObject", "SlowDown", 503);
        cloud.aws.failNext("PutObject", "AccessDenied", 403);
        assertThat(Refusal.of(this::put)).isEqualTo(new Refusal(503, "SlowDown"));
        assertThat(s3.listObjectsV2(r -> r.bucket("data")).contents()).isEmpty();
        assertThat(Refusal.of(this::put)).isEqualTo(new Refusal(403, "AccessDenied"));
        put();
    }

    @Test
    void failAlways_failsUntilStopped() {
        cloud.aws.failAlways("GetBucketTagging", "InternalError", 500);
        cloud.aws.failAlways("AssumeRole", "RegionDisabledException", 403);
        for (int i = 0; i < 3; i++) {
            assertThat(Refusal.of(() -> s3.getBucketTagging(r -> r.bucket("data"))))
                    .isEqualTo(new Refusal(500, "InternalError"));
        }
        assertThat(Refusal.of(() -> cloud.session(Cloud.ROLE))).isEqualTo(new Refusal(403, "RegionDisabledException"));
        put();
        cloud.aws.stopFailing();
        cloud.session(Cloud.ROLE);
        assertThat(Refusal.of(() -> s3.getBucketTagging(r -> r.bucket("data"))))
                .isEqualTo(new Refusal(404, "NoSuchTagSet"));
    }

    @Test
    void failNext_ofACreateWithTags_leavesNoBucket() {
        cloud.aws.failNext("CreateBucket", "OperationAborted", 409);
        assertThat(Refusal.of(() -> s3.createBucket(r -> r.bucket("other"))))
                .isEqualTo(new Refusal(409, "OperationAborted"));
        assertThat(s3.listBuckets().buckets()).hasSize(1);
    }

    @Test
    void failNext_withAStatusThatIsNotAnError_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> cloud.aws.failNext("PutObject", "Code", 200));
    }

    @Test
    void listener_receivesEachRequestUnchanged() {
        put();
        s3.putBucketTagging(r -> r.bucket("data").tagging(t -> t.tagSet(List.of())));
        cloud.sts().getCallerIdentity();
        cloud.send(cloud.request("/data/k%20x").GET());
        assertThat(cloud.received)
                .extracting(ReceivedRequest::toString)
                .containsExactly(
                        "s3:PutObject PUT /data/a%20b%2Bc",
                        "s3:PutBucketTagging PUT /data",
                        "sts:GetCallerIdentity POST /",
                        "s3:GetObject GET /data/k%20x");
        ReceivedRequest put = cloud.received.get(0);
        assertThat(put.query()).isNull();
        assertThat(put.header("content-type")).contains("text/plain; charset=UTF-8");
        assertThat(put.header("x-amz-expected-bucket-owner")).contains(Cloud.ACCOUNT);
        assertThat(cloud.received.get(1).query()).isEqualTo("tagging");
    }

    @Test
    void secrets_areNotInToString() {
        cloud.session(Cloud.OTHERS_ROLE);
        String text = cloud.aws.user() + " " + Cloud.OTHERS_ROLE + " " + cloud.aws.sessions() + " " + cloud.received;
        assertThat(text)
                .doesNotContain(cloud.aws.user().secretAccessKey(), "ext-1", "Signature", "Authorization")
                .contains("<redacted>");
    }

    @Test
    void close_freesThePorts() throws Exception {
        URI s3Endpoint = cloud.aws.s3Endpoint();
        URI stsEndpoint = cloud.aws.stsEndpoint();
        cloud.close();
        for (URI endpoint : List.of(s3Endpoint, stsEndpoint)) {
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(endpoint).build(), HttpResponse.BodyHandlers.ofString()));
            new ServerSocket(endpoint.getPort()).close();
        }
    }

    @Test
    @Timeout(60)
    void close_withARunningRequest_letsItEnd() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch mayContinue = new CountDownLatch(1);
        EmbeddedAws aws = EmbeddedAws.start(
                EmbeddedAwsConfig.inDirectory(directory.resolve("other")).withListener(request -> {
                    arrived.countDown();
                    await(mayContinue);
                }));
        CompletableFuture<HttpResponse<String>> response = HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(aws.s3Endpoint()).build(), HttpResponse.BodyHandlers.ofString());
        arrived.await();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(aws::close);
        while (isOpen(aws.s3Endpoint().getPort())) {
            Thread.onSpinWait();
        }
        mayContinue.countDown();
        assertThat(response.get().statusCode()).isEqualTo(403);
        closing.get();
    }

    @Test
    @Timeout(60)
    void close_withARequestThatDoesNotEnd_abortsIt() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch brokenOff = new CountDownLatch(1);
        EmbeddedAws aws = EmbeddedAws.start(EmbeddedAwsConfig.inDirectory(directory.resolve("other"))
                .withListener(request -> {
                    arrived.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        brokenOff.countDown();
                    }
                }));
        HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(aws.s3Endpoint()).build(), HttpResponse.BodyHandlers.ofString());
        arrived.await();
        aws.close();
        brokenOff.await();
        new ServerSocket(aws.s3Endpoint().getPort()).close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void put() {
        s3.putObject(
                r -> r.bucket("data")
                        .key("a b+c")
                        .contentType("text/plain; charset=UTF-8")
                        .expectedBucketOwner(Cloud.ACCOUNT),
                RequestBody.fromString("v"));
    }
}
