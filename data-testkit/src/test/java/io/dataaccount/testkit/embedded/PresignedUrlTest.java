package io.dataaccount.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class PresignedUrlTest {
    private static final String TYPE = "text/plain; charset=UTF-8";
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final Cloud cloud;
    private final S3Client s3;

    enum Signer {
        USER,
        SESSION
    }

    PresignedUrlTest(@TempDir Path directory) {
        cloud = new Cloud(directory);
        s3 = cloud.s3();
        s3.createBucket(r -> r.bucket("data"));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @ParameterizedTest
    @EnumSource(Signer.class)
    void putAndGet_asSigned_work(Signer signer) {
        String key = "in box/ü+%~.txt";
        assertThat(put(presignPut(credentials(signer), key), TYPE).statusCode()).isEqualTo(200);
        assertThat(s3.headObject(r -> r.bucket("data").key(key)).contentType()).isEqualTo(TYPE);
        HttpResponse<String> got = get(presignGet(credentials(signer), key));
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("body");
        assertThat(got.headers().allValues("content-type")).containsExactly(TYPE);
        assertThat(got.headers().allValues("x-amz-request-id")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/plain;charset=UTF-8", "text/plain; charset=utf-8", "text/html"})
    void put_withAnotherContentType_isRefused(String type) {
        assertRefused(put(presignPut(cloud.user(), "k"), type), 403, "SignatureDoesNotMatch");
        assertRefused(
                cloud.send(HttpRequest.newBuilder(presignPut(cloud.user(), "k")).PUT(BodyPublishers.ofString("body"))),
                403,
                "SignatureDoesNotMatch");
        assertNothingStored();
    }

    @Test
    void put_thatWasModified_isRefused() {
        URI url = presignPut(cloud.user(), "k");
        assertRefused(put(replace(url, "/data/k?", "/data/other?"), TYPE), 403, "SignatureDoesNotMatch");
        assertRefused(put(replace(url, "X-Amz-Expires=600", "X-Amz-Expires=6000"), TYPE), 403, "SignatureDoesNotMatch");
        assertRefused(put(URI.create(url + "&x-id=2"), TYPE), 403, "SignatureDoesNotMatch");
        String signature = url.toString().replaceAll(".*X-Amz-Signature=([0-9a-f]+).*", "$1");
        String tampered = (signature.charAt(0) == '0' ? '1' : '0') + signature.substring(1);
        assertRefused(put(replace(url, signature, tampered), TYPE), 403, "SignatureDoesNotMatch");
        assertRefused(get(url), 403, "SignatureDoesNotMatch");
        assertRefused(
                cloud.send(HttpRequest.newBuilder(url).DELETE().header("content-type", TYPE)),
                403,
                "SignatureDoesNotMatch");
        assertNothingStored();
    }

    @Test
    void put_withAHeaderThatWasNotSigned_isRefused() {
        assertRefused(
                cloud.send(HttpRequest.newBuilder(presignPut(cloud.user(), "k"))
                        .header("content-type", TYPE)
                        .header("x-amz-acl", "public-read")
                        .PUT(BodyPublishers.ofString("body"))),
                403,
                "AccessDenied");
        assertNothingStored();
    }

    /** S3 requires a signature only for headers that begin with {@code x-amz-}. */
    @Test
    void put_withHeadersThatNeedNoSignature_keepsThem() {
        HttpResponse<String> response = cloud.send(HttpRequest.newBuilder(presignPut(cloud.user(), "k"))
                .header("content-type", TYPE)
                .header("content-encoding", "gzip")
                .header("content-disposition", "attachment; filename=\"x.exe\"")
                .header("cache-control", "max-age=31536000")
                .PUT(BodyPublishers.ofString("body")));
        assertThat(response.statusCode()).isEqualTo(200);
        HeadObjectResponse kept = s3.headObject(r -> r.bucket("data").key("k"));
        assertThat(kept.contentEncoding()).isEqualTo("gzip");
        assertThat(kept.contentDisposition()).isEqualTo("attachment; filename=\"x.exe\"");
        assertThat(kept.cacheControl()).isEqualTo("max-age=31536000");
    }

    @Test
    void put_ofALargeBodyThatIsRefused_getsTheResponse() {
        URI url = replace(presignPut(cloud.user(), "k"), "/data/k?", "/data/other?");
        HttpResponse<String> response = cloud.send(HttpRequest.newBuilder(url)
                .header("content-type", TYPE)
                .PUT(BodyPublishers.ofByteArray(new byte[20 << 20])));
        assertRefused(response, 403, "SignatureDoesNotMatch");
    }

    @ParameterizedTest
    @EnumSource(Signer.class)
    void url_afterItsExpiry_isRefused(Signer signer) {
        s3.putObject(r -> r.bucket("data").key("k"), RequestBody.fromString("v"));
        URI url = presignGet(credentials(signer), "k");
        cloud.clock.advance(Duration.ofMinutes(9));
        assertThat(get(url).statusCode()).isEqualTo(200);
        cloud.clock.advance(Duration.ofMinutes(2));
        assertRefused(get(url), 403, "AccessDenied");
        assertThat(get(url).body()).contains("Request has expired");
    }

    @Test
    void url_ofAnExpiredSession_isRefused() {
        s3.putObject(r -> r.bucket("data").key("k"), RequestBody.fromString("v"));
        AwsCredentials session = cloud.session(Cloud.ROLE);
        URI url = presignGet(session, "k", Duration.ofDays(1));
        assertThat(get(url).statusCode()).isEqualTo(200);
        cloud.clock.advance(Duration.ofHours(1).plusSeconds(1));
        assertRefused(get(url), 400, "ExpiredToken");
        assertThat(Refusal.of(() -> cloud.s3(session, "us-east-1").listObjectsV2(r -> r.bucket("data"))))
                .isEqualTo(new Refusal(400, "ExpiredToken"));
    }

    @Test
    void url_withAnotherToken_isRefused() {
        s3.putObject(r -> r.bucket("data").key("k"), RequestBody.fromString("v"));
        AwsSessionCredentials one = cloud.session(Cloud.ROLE);
        AwsSessionCredentials two = cloud.session(Cloud.ROLE);
        AwsCredentials mixed =
                AwsSessionCredentials.create(one.accessKeyId(), one.secretAccessKey(), two.sessionToken());
        assertRefused(get(presignGet(mixed, "k")), 400, "InvalidToken");
        AwsCredentials bare = AwsBasicCredentials.create(one.accessKeyId(), one.secretAccessKey());
        assertRefused(get(presignGet(bare, "k")), 400, "InvalidToken");
        assertThat(Refusal.of(() -> cloud.s3(mixed, "us-east-1").listObjectsV2(r -> r.bucket("data"))))
                .isEqualTo(new Refusal(400, "InvalidToken"));
    }

    @Test
    void url_ofAnUnknownKeyOrSecret_isRefused() {
        AwsCredentials unknown = AwsBasicCredentials.create("AKIANOBODY", "secret");
        assertRefused(get(presignGet(unknown, "k")), 403, "InvalidAccessKeyId");
        AwsCredentials wrong = AwsBasicCredentials.create(cloud.user().accessKeyId(), "secret");
        assertRefused(get(presignGet(wrong, "k")), 403, "SignatureDoesNotMatch");
    }

    @Test
    void request_withoutSignature_isRefused() {
        s3.putObject(r -> r.bucket("data").key("k"), RequestBody.fromString("v"));
        for (String path : List.of("/", "/data", "/data/k", "/nowhere/k", "/data?policy")) {
            assertRefused(cloud.send(cloud.request(path).GET()), 403, "AccessDenied");
        }
        assertRefused(cloud.send(cloud.request("/data/n").PUT(BodyPublishers.ofString("v"))), 403, "AccessDenied");
        assertRefused(cloud.send(cloud.request("/data").POST(BodyPublishers.ofString("v"))), 403, "AccessDenied");
    }

    @Test
    void headers_signedIntoThePut_areKept() {
        URI url = uri(cloud.presigner(cloud.user())
                .presignPutObject(p -> p.signatureDuration(TEN_MINUTES)
                        .putObjectRequest(r -> r.bucket("data")
                                .key("k")
                                .contentType(TYPE)
                                .ifNoneMatch("*")
                                .metadata(Map.of("by", "me"))))
                .url());
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("content-type", TYPE)
                .header("if-none-match", "*")
                .header("x-amz-meta-by", "me");
        assertThat(cloud.send(request.PUT(BodyPublishers.ofString("v"))).statusCode())
                .isEqualTo(200);
        assertThat(s3.headObject(r -> r.bucket("data").key("k")).metadata()).containsEntry("by", "me");
        assertRefused(cloud.send(request.PUT(BodyPublishers.ofString("w"))), 412, "PreconditionFailed");
    }

    @ParameterizedTest
    @EnumSource(Signer.class)
    void parts_putByPresignedUrls_areCompleted(Signer signer) {
        AwsCredentials credentials = credentials(signer);
        S3Presigner presigner = cloud.presigner(credentials);
        String id = s3.createMultipartUpload(r -> r.bucket("data").key("big").contentType(TYPE))
                .uploadId();
        byte[] part = new byte[5 << 20];
        Arrays.fill(part, (byte) 'p');
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            int current = number;
            URL url = presigner
                    .presignUploadPart(p -> p.signatureDuration(TEN_MINUTES)
                            .uploadPartRequest(r ->
                                    r.bucket("data").key("big").uploadId(id).partNumber(current)))
                    .url();
            HttpResponse<String> response =
                    cloud.send(HttpRequest.newBuilder(uri(url)).PUT(BodyPublishers.ofByteArray(part)));
            assertThat(response.statusCode()).isEqualTo(200);
            parts.add(CompletedPart.builder()
                    .partNumber(number)
                    .eTag(response.headers().firstValue("etag").orElseThrow())
                    .build());
        }
        s3.completeMultipartUpload(r -> r.bucket("data").key("big").uploadId(id).multipartUpload(m -> m.parts(parts)));
        assertThat(s3.headObject(r -> r.bucket("data").key("big")).contentLength())
                .isEqualTo(2L * part.length);
    }

    private AwsCredentials credentials(Signer signer) {
        return signer == Signer.USER ? cloud.user() : cloud.session(Cloud.ROLE);
    }

    private URI presignPut(AwsCredentials credentials, String key) {
        return uri(cloud.presigner(credentials)
                .presignPutObject(p -> p.signatureDuration(TEN_MINUTES)
                        .putObjectRequest(r -> r.bucket("data").key(key).contentType(TYPE)))
                .url());
    }

    private URI presignGet(AwsCredentials credentials, String key) {
        return presignGet(credentials, key, TEN_MINUTES);
    }

    private URI presignGet(AwsCredentials credentials, String key, Duration lifetime) {
        return uri(cloud.presigner(credentials)
                .presignGetObject(p -> p.signatureDuration(lifetime)
                        .getObjectRequest(r -> r.bucket("data").key(key)))
                .url());
    }

    private HttpResponse<String> put(URI url, String type) {
        return cloud.send(
                HttpRequest.newBuilder(url).header("content-type", type).PUT(BodyPublishers.ofString("body")));
    }

    private HttpResponse<String> get(URI url) {
        return cloud.send(HttpRequest.newBuilder(url).GET());
    }

    private void assertNothingStored() {
        assertThat(s3.listObjectsV2(r -> r.bucket("data")).contents()).isEmpty();
    }

    private static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.body()).contains("<Code>" + code + "</Code>");
        assertThat(response.statusCode()).isEqualTo(status);
    }

    private static URI replace(URI url, String from, String to) {
        assertThat(url.toString()).contains(from);
        return URI.create(url.toString().replace(from, to));
    }

    private static URI uri(URL url) {
        return URI.create(url.toString());
    }
}
