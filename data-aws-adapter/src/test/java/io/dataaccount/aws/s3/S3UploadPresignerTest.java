package io.dataaccount.aws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.s3.presign.S3UploadPresigner;
import io.dataaccount.aws.testing.TestAws;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

class S3UploadPresignerTest {
    @RegisterExtension
    static final TestS3 S3 = new TestS3();

    private static final Region IRELAND = new Region("eu-west-1");
    private static final Instant MOMENT = Instant.parse("2026-11-24T08:09:10Z");
    private static final UrlLifetime HOUR = new UrlLifetime(3600);
    private static final byte[] BODY = "hello, bucket".getBytes(UTF_8);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void sign_datesTheUrlAsTold() {
        PresignedUpload upload = onAws(IRELAND, "my-data", "raw/a.txt");
        assertThat(query(upload))
                .containsEntry("X-Amz-Date", "20261124T080910Z")
                .containsEntry("X-Amz-Expires", "3600")
                .containsEntry("X-Amz-Algorithm", "AWS4-HMAC-SHA256")
                .containsEntry("X-Amz-Credential", "AKIATEST/20261124/eu-west-1/s3/aws4_request")
                .containsEntry("X-Amz-SignedHeaders", "content-type;host")
                .doesNotContainKey("X-Amz-Security-Token");
    }

    @Test
    void sign_withASession_carriesItsToken() {
        S3UploadPresigner presigner = new S3UploadPresigner(null, false);
        PresignedUpload upload = presigner
                .batch(as("a/token+with="), new Bucket(new BucketName("my-data"), IRELAND), MOMENT, HOUR)
                .sign(upload("a", UploadConditions.NONE));
        assertThat(query(upload)).containsEntry("X-Amz-Security-Token", "a/token+with=");
    }

    @Test
    void sign_goesToTheBucketsOwnRegion() {
        assertThat(onAws(IRELAND, "my-data", "raw/a.txt").url())
                .startsWith("https://my-data.s3.eu-west-1.amazonaws.com/raw/a.txt?");
        assertThat(onAws(Region.US_EAST_1, "my-data", "a").url()).startsWith("https://my-data.s3.amazonaws.com/a?");
        assertThat(onAws(new Region("cn-north-1"), "my-data", "a").url())
                .startsWith("https://my-data.s3.cn-north-1.amazonaws.com.cn/a?");
        assertThat(onAws(new Region("us-gov-west-1"), "my-data", "a").url())
                .startsWith("https://my-data.s3.us-gov-west-1.amazonaws.com/a?");
    }

    @Test
    void sign_ofDottedName_isPathStyle() {
        assertThat(onAws(IRELAND, "my.data", "raw/a.txt").url())
                .startsWith("https://s3.eu-west-1.amazonaws.com/my.data/raw/a.txt?");
    }

    @Test
    void sign_withCustomEndpoint_goesThere() {
        S3UploadPresigner presigner = new S3UploadPresigner(URI.create("http://localhost:9000/s3"), true);
        assertThat(presigner
                        .batch(as(null), new Bucket(new BucketName("my-data"), Region.US_EAST_1), MOMENT, HOUR)
                        .sign(upload("raw/a.txt", UploadConditions.NONE))
                        .url())
                .startsWith("http://localhost:9000/s3/my-data/raw/a.txt?");
    }

    @Test
    void sign_sameInput_isTheSameUrl() {
        assertThat(onAws(IRELAND, "my-data", "raw/é +.txt")).isEqualTo(onAws(IRELAND, "my-data", "raw/é +.txt"));
    }

    @TestFactory
    Stream<DynamicTest> put_withExactlyTheReturnedHeaders_isTaken() {
        return Stream.of(
                        "raw/a.txt",
                        "é/日本語 😀",
                        "a b",
                        "a+b",
                        "a%b",
                        "a%20b",
                        "a~b",
                        "a&b=c?d#e",
                        "(a)!*'",
                        "[{a}]|^`\\")
                .map(key -> DynamicTest.dynamicTest(key, () -> {
                    Bucket bucket = S3.newBucket(IRELAND);
                    assertThat(put(signed(bucket, key, all(true)), BODY)).isEqualTo(200);
                    byte[] stored = S3.at(IRELAND)
                            .getObjectAsBytes(
                                    request -> request.bucket(bucket.name().value())
                                            .key(key)
                                            .overrideConfiguration(S3.as()))
                            .asByteArray();
                    assertThat(stored).isEqualTo(BODY);
                }));
    }

    @Test
    void put_withAnotherContentType_isRefused() {
        PresignedUpload upload = signed("type", UploadConditions.NONE);
        assertThat(upload.headers()).isEqualTo(Map.of("Content-Type", "text/plain; charset=utf-8"));
        assertThat(put(upload.url(), Map.of("Content-Type", "text/html"), BODY)).isEqualTo(403);
        assertThat(put(upload.url(), Map.of(), BODY)).isEqualTo(403);
        assertThat(put(upload, BODY)).isEqualTo(200);
    }

    @Test
    void put_ofAnotherLength_isRefused() {
        PresignedUpload upload = signed("length", new UploadConditions((long) BODY.length, null, true));
        assertThat(query(upload)).containsEntry("X-Amz-SignedHeaders", "content-length;content-type;host");
        assertThat(upload.headers()).containsOnlyKeys("Content-Type");
        assertThat(put(upload, Arrays.copyOf(BODY, BODY.length - 1))).isEqualTo(403);
        assertThat(put(upload, BODY)).isEqualTo(200);
    }

    @Test
    void put_ofOtherBytes_isRefused() {
        PresignedUpload upload = signed("checksum", new UploadConditions(null, sha256(BODY), true));
        assertThat(upload.headers()).containsEntry("x-amz-checksum-sha256", sha256(BODY));
        byte[] others = "HELLO, bucket".getBytes(UTF_8);
        assertThat(put(upload, others)).isEqualTo(400);
        assertThat(put(upload.url(), Map.of("Content-Type", "text/plain; charset=utf-8"), others))
                .isEqualTo(403);
        assertThat(put(
                        upload.url(),
                        Map.of("Content-Type", "text/plain; charset=utf-8", "x-amz-checksum-sha256", sha256(others)),
                        others))
                .isEqualTo(403);
        assertThat(put(upload, BODY)).isEqualTo(200);
    }

    @Test
    void put_overWhatIsThere_isRefused() {
        PresignedUpload upload = signed("once", new UploadConditions(null, null, false));
        assertThat(upload.headers()).containsEntry("If-None-Match", "*");
        assertThat(put(upload, BODY)).isEqualTo(200);
        assertThat(put(upload, BODY)).isEqualTo(412);
        assertThat(put(upload.url(), Map.of("Content-Type", "text/plain; charset=utf-8"), BODY))
                .isEqualTo(403);
    }

    @Test
    void put_afterTheLifetime_isRefused() {
        PresignedUpload upload = local().batch(
                        S3.session(), S3.newBucket(IRELAND), now().minusSeconds(61), new UrlLifetime(60))
                .sign(upload("late", UploadConditions.NONE));
        assertThat(put(upload, BODY)).isEqualTo(403);
    }

    private static PresignedUpload signed(String key, UploadConditions conditions) {
        return signed(S3.newBucket(IRELAND), key, conditions);
    }

    private static PresignedUpload signed(Bucket bucket, String key, UploadConditions conditions) {
        return local().batch(S3.session(), bucket, now(), HOUR).sign(upload(key, conditions));
    }

    private static S3UploadPresigner local() {
        return new S3UploadPresigner(S3.aws().s3Endpoint(), true);
    }

    private static PresignedUpload onAws(Region region, String name, String key) {
        return new S3UploadPresigner(null, false)
                .batch(as(null), new Bucket(new BucketName(name), region), MOMENT, HOUR)
                .sign(upload(key, UploadConditions.NONE));
    }

    private static UploadConditions all(boolean overwrite) {
        return new UploadConditions((long) BODY.length, sha256(BODY), overwrite);
    }

    private static Upload upload(String key, UploadConditions conditions) {
        return new Upload(new ObjectKey(key), new ContentType("text/plain; charset=utf-8"), conditions);
    }

    private static AccountSession as(@Nullable String token) {
        return new AccountSession(TestAws.DATA, "a role", new Credentials("AKIATEST", "secret", token, null));
    }

    private static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Map<String, String> query(PresignedUpload upload) {
        return query(upload.url());
    }

    private static Map<String, String> query(String url) {
        return Stream.of(url.substring(url.indexOf('?') + 1).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private int put(PresignedUpload upload, byte[] body) {
        assertThat(upload.method()).isEqualTo("PUT");
        return put(upload.url(), upload.headers(), body);
    }

    private int put(String url, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).PUT(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
