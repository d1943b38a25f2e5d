package io.dataaccount.testkit.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.testkit.embedded.http.Digests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

class ObjectsTest {
    private static Cloud cloud;
    private static S3Client s3;
    private String bucket = "";

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = new Cloud(directory);
        s3 = cloud.s3();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @BeforeEach
    void createBucket(TestInfo test) {
        bucket = "b" + Integer.toHexString(test.getDisplayName().hashCode());
        s3.createBucket(r -> r.bucket(bucket));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.txt",
                "dir/with space.txt",
                "ünïcödé/日本語.txt",
                "a+b%20c~d&e=f?g#h.txt",
                "'(quoted)*!$,;:@.txt",
                "100%/~home/..hidden..",
                "\uD83D\uDE00/emoji"
            })
    void object_underAnyKey_canBePutListedReadAndDeleted(String key) {
        s3.putObject(
                r -> r.bucket(bucket)
                        .key(key)
                        .contentType("text/plain; charset=UTF-8")
                        .metadata(Map.of("owner", "me")),
                RequestBody.fromString("content of " + key));
        HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key(key));
        assertThat(head.contentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(head.metadata()).containsEntry("owner", "me");
        assertThat(head.serverSideEncryptionAsString()).isEqualTo("AES256");
        assertThat(get(key)).isEqualTo("content of " + key);
        assertThat(keys()).containsExactly(key);
        s3.deleteObject(r -> r.bucket(bucket).key(key));
        assertThat(Refusal.of(() -> get(key))).isEqualTo(new Refusal(404, "NoSuchKey"));
        assertThat(Refusal.of(() -> s3.headObject(r -> r.bucket(bucket).key(key)))
                        .status())
                .isEqualTo(404);
        assertThat(keys()).isEmpty();
    }

    @Test
    void folderMarker_isASeparateEmptyObject() {
        put("photos/", "");
        put("photos/2026/", "");
        put("photos/one.jpg", "1");
        assertThat(get("photos/")).isEmpty();
        ListObjectsV2Response page =
                s3.listObjectsV2(r -> r.bucket(bucket).prefix("photos/").delimiter("/"));
        assertThat(page.contents()).extracting(S3Object::key).containsExactly("photos/", "photos/one.jpg");
        assertThat(page.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("photos/2026/");
        s3.deleteObject(r -> r.bucket(bucket).key("photos/"));
        assertThat(keys()).containsExactly("photos/2026/", "photos/one.jpg");
    }

    @Test
    void list_inPages_returnsEveryKeyOnceInOrder() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            String key = String.format("in/%03d ü+%%", i);
            put(key, "x");
            expected.add(key);
        }
        put("in/deep/er", "x");
        put("out", "x");
        expected.add("in/deep/");
        List<String> seen = new ArrayList<>();
        int pages = 0;
        String token = null;
        do {
            String from = token;
            ListObjectsV2Response page = s3.listObjectsV2(r ->
                    r.bucket(bucket).prefix("in/").delimiter("/").maxKeys(50).continuationToken(from));
            page.contents().forEach(each -> seen.add(each.key()));
            page.commonPrefixes().forEach(each -> seen.add(each.prefix()));
            assertThat(page.keyCount()).isLessThanOrEqualTo(50);
            pages++;
            token = page.nextContinuationToken();
        } while (token != null);
        assertThat(pages).isEqualTo(5);
        assertThat(seen).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"race", "race/"})
    void put_ifNoneMatch_hasOneWinnerOfEight(String key) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                RequestBody body = key.endsWith("/") ? RequestBody.empty() : RequestBody.fromString("writer " + i);
                writers.add(() -> {
                    try {
                        s3.putObject(r -> r.bucket(bucket).key(key).ifNoneMatch("*"), body);
                        return true;
                    } catch (S3Exception e) {
                        assertThat(e.statusCode()).isIn(412, 409);
                        return false;
                    }
                });
            }
            int won = 0;
            for (Future<Boolean> each : pool.invokeAll(writers)) {
                won += each.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
        assertThat(Refusal.of(() -> s3.putObject(r -> r.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.empty())))
                .isEqualTo(new Refusal(412, "PreconditionFailed"));
    }

    @Test
    void get_withConditions_returns304And412() {
        String etag = s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("v"))
                .eTag();
        assertThat(Refusal.of(() -> s3.getObjectAsBytes(
                                r -> r.bucket(bucket).key("k").ifNoneMatch(etag)))
                        .status())
                .isEqualTo(304);
        assertThat(Refusal.of(() -> s3.getObjectAsBytes(
                                r -> r.bucket(bucket).key("k").ifMatch("\"0\"")))
                        .status())
                .isEqualTo(412);
        assertThat(s3.getObjectAsBytes(r -> r.bucket(bucket).key("k").ifMatch(etag))
                        .asUtf8String())
                .isEqualTo("v");
    }

    @Test
    void get_ofARange_returnsThatPart() {
        put("k", "0123456789");
        assertThat(s3.getObjectAsBytes(r -> r.bucket(bucket).key("k").range("bytes=2-4"))
                        .asUtf8String())
                .isEqualTo("234");
        assertThat(Refusal.of(
                        () -> s3.getObjectAsBytes(r -> r.bucket(bucket).key("k").range("bytes=20-"))))
                .isEqualTo(new Refusal(416, "InvalidRange"));
    }

    @Test
    void put_withAChecksum_isVerified() {
        String right = Base64.getEncoder().encodeToString(Digests.sha256("v".getBytes(UTF_8)));
        String wrong = Base64.getEncoder().encodeToString(Digests.sha256("w".getBytes(UTF_8)));
        assertThat(Refusal.of(() -> s3.putObject(
                                r -> r.bucket(bucket).key("k").checksumSHA256(wrong), RequestBody.fromString("v")))
                        .status())
                .isEqualTo(400);
        assertThat(keys()).isEmpty();
        s3.putObject(r -> r.bucket(bucket).key("k").checksumSHA256(right), RequestBody.fromString("v"));
        s3.putObject(
                r -> r.bucket(bucket).key("l").checksumAlgorithm(ChecksumAlgorithm.CRC32_C),
                RequestBody.fromString("v"));
        assertThat(keys()).containsExactly("k", "l");
    }

    @Test
    void versionedBucket_keepsEveryVersion() {
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status("Enabled")));
        String first = s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("one"))
                .versionId();
        String second = s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("two"))
                .versionId();
        assertThat(first).isNotBlank().isNotEqualTo(second);
        assertThat(s3.deleteObject(r -> r.bucket(bucket).key("k")).deleteMarker())
                .isTrue();
        assertThat(Refusal.of(() -> get("k"))).isEqualTo(new Refusal(404, "NoSuchKey"));
        assertThat(s3.getObjectAsBytes(r -> r.bucket(bucket).key("k").versionId(first))
                        .asUtf8String())
                .isEqualTo("one");
        assertThat(s3.listObjectVersions(r -> r.bucket(bucket)).versions())
                .extracting(ObjectVersion::versionId)
                .containsExactly(second, first);
        assertThat(s3.listObjectVersions(r -> r.bucket(bucket)).deleteMarkers()).hasSize(1);
        assertThat(Refusal.of(() -> s3.deleteBucket(r -> r.bucket(bucket))))
                .isEqualTo(new Refusal(409, "BucketNotEmpty"));
    }

    @Test
    void multipartUpload_isOneObjectOnceCompleted() {
        byte[] part = new byte[5 << 20];
        Arrays.fill(part, (byte) 'p');
        String id = s3.createMultipartUpload(r -> r.bucket(bucket).key("big").contentType("video/mp4"))
                .uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            int current = number;
            byte[] body = number == 1 ? part : "end".getBytes(UTF_8);
            String etag = s3.uploadPart(
                            r -> r.bucket(bucket).key("big").uploadId(id).partNumber(current),
                            RequestBody.fromBytes(body))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        assertThat(keys()).isEmpty();
        assertThat(s3.listParts(r -> r.bucket(bucket).key("big").uploadId(id)).parts())
                .hasSize(2);
        s3.completeMultipartUpload(r -> r.bucket(bucket).key("big").uploadId(id).multipartUpload(m -> m.parts(parts)));
        HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key("big"));
        assertThat(head.contentLength()).isEqualTo(part.length + 3);
        assertThat(head.contentType()).isEqualTo("video/mp4");
        assertThat(head.eTag()).endsWith("-2\"");
        assertThat(keys()).containsExactly("big");
    }

    @Test
    void abortedUpload_leavesNothing() {
        String id = s3.createMultipartUpload(r -> r.bucket(bucket).key("big")).uploadId();
        s3.uploadPart(r -> r.bucket(bucket).key("big").uploadId(id).partNumber(1), RequestBody.fromString("x"));
        s3.abortMultipartUpload(r -> r.bucket(bucket).key("big").uploadId(id));
        assertThat(s3.listMultipartUploads(r -> r.bucket(bucket)).uploads()).isEmpty();
        assertThat(Refusal.of(() -> s3.completeMultipartUpload(r -> r.bucket(bucket)
                        .key("big")
                        .uploadId(id)
                        .multipartUpload(m -> m.parts(CompletedPart.builder()
                                .partNumber(1)
                                .eTag("\"0\"")
                                .build())))))
                .isEqualTo(new Refusal(404, "NoSuchUpload"));
        s3.deleteBucket(r -> r.bucket(bucket));
    }

    @Test
    void copyAndDeleteObjects_work() {
        put("a b+c", "x");
        s3.copyObject(r -> r.sourceBucket(bucket)
                .sourceKey("a b+c")
                .destinationBucket(bucket)
                .destinationKey("copy"));
        assertThat(get("copy")).isEqualTo("x");
        s3.deleteObjects(r -> r.bucket(bucket)
                .delete(d -> d.objects(
                        ObjectIdentifier.builder().key("a b+c").build(),
                        ObjectIdentifier.builder().key("copy").build(),
                        ObjectIdentifier.builder().key("never there").build())));
        assertThat(keys()).isEmpty();
    }

    @Test
    void put_ofALargeBodyThatIsRefused_getsTheResponse() {
        RequestBody body = RequestBody.fromBytes(new byte[8 << 20]);
        for (int i = 0; i < 3; i++) {
            // if the request is refused while this client waits for 100 Continue, it reads only the status
            assertThat(Refusal.of(() -> s3.putObject(r -> r.bucket("nowhere").key("k"), body))
                            .status())
                    .isEqualTo(404);
        }
        assertThat(keys()).isEmpty();
    }

    @Test
    void objectTags_areNone() {
        put("k", "v");
        assertThat(s3.getObjectTagging(r -> r.bucket(bucket).key("k")).tagSet()).isEmpty();
        s3.deleteObjectTagging(r -> r.bucket(bucket).key("k"));
        assertThat(Refusal.of(() -> s3.getObjectTagging(r -> r.bucket(bucket).key("missing"))))
                .isEqualTo(new Refusal(404, "NoSuchKey"));
        Refusal notImplemented = new Refusal(501, "NotImplemented");
        Tagging tags = Tagging.builder()
                .tagSet(Tag.builder().key("team").value("data").build())
                .build();
        assertThat(Refusal.of(
                        () -> s3.putObjectTagging(r -> r.bucket(bucket).key("k").tagging(tags))))
                .isEqualTo(notImplemented);
        assertThat(Refusal.of(
                        () -> s3.putObject(r -> r.bucket(bucket).key("t").tagging(tags), RequestBody.fromString("v"))))
                .isEqualTo(notImplemented);
        assertThat(Refusal.of(() ->
                        s3.createMultipartUpload(r -> r.bucket(bucket).key("t").tagging(tags))))
                .isEqualTo(notImplemented);
        assertThat(keys()).containsExactly("k");
    }

    private void put(String key, String body) {
        s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(body));
    }

    private String get(String key) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
    }

    private List<String> keys() {
        return s3.listObjectsV2(r -> r.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }
}
