package io.dataaccount.testkit.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Hostile requests, sent byte by byte if no client library would send them. */
class HostilePathTest {
    /** The error of the embedded S3, and the error for a path that Jetty refuses because it leaves the root. */
    private static final List<Refusal> REFUSALS =
            List.of(new Refusal(400, "InvalidURI"), new Refusal(400, "InvalidRequest"));

    private static Cloud cloud;
    private static S3Client s3;
    private static Path outside = Path.of("");

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        outside = directory;
        Files.writeString(directory.resolve("secret"), "secret");
        cloud = new Cloud(directory.resolve("data"));
        s3 = cloud.s3WithRetries();
        s3.createBucket(r -> r.bucket("data"));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data/../../secret",
                "/data/%2e%2e/%2e%2e/secret",
                "/data/%2E%2e/secret",
                "/data/..%2f..%2fsecret",
                "/data/a/../../../secret",
                "/../../../../etc/passwd",
                "/..",
                "/%2e%2e/objects",
                "/.",
                "/data/./k",
                "/data/..;/secret",
                "/data/a%00b",
                "/data/%",
                "/data/%zz",
                "/data/%ff",
                "/data/%c0%ae%c0%ae/secret",
                "/data/a\\..\\..\\secret",
                "/data/\u0001",
                "/data/a b",
                "//data/k",
                "/data//k",
                "/data/k?%zz=1",
                "data/k",
                "http://elsewhere/data/k",
                "*"
            })
    void request_ofAHostilePath_isRefusedInXml(String path) throws IOException {
        for (String method : List.of("GET", "PUT", "DELETE", "OPTIONS")) {
            String response = raw(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                    + "Content-Length: 1\r\n\r\nx");
            assertThat(response).as("%s %s", method, path).startsWith("HTTP/1.1 4");
            assertThat(response).contains("<Error><Code>").doesNotContain("Exception", "\tat ");
        }
        assertNothingOutside();
    }

    @Test
    void request_thatIsNotHttp_isRefused() throws IOException {
        assertThat(raw("\u0016\u0003\u0001 hello\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("<Error><Code>InvalidRequest</Code>");
        assertThat(raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(raw("GET /data HTTP/1.1\r\nHost: x\r\nX-Big: " + "a".repeat(50_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "a/../../../secret", "..", "a/..", "./a", "a/./b", "/../../secret"})
    void signedKey_thatLeavesItsBucket_isRefused(String key) throws IOException {
        assertThat(Refusal.of(() -> s3.putObject(r -> r.bucket("data").key(key), RequestBody.empty())))
                .isIn(REFUSALS);
        assertThat(Refusal.of(() -> s3.getObjectAsBytes(r -> r.bucket("data").key(key))))
                .isIn(REFUSALS);
        assertThat(Refusal.of(() -> s3.copyObject(r -> r.sourceBucket("data")
                        .sourceKey(key)
                        .destinationBucket("data")
                        .destinationKey("copy"))))
                .isEqualTo(new Refusal(400, "InvalidURI"));
        assertNothingOutside();
    }

    @Test
    void signedPrefix_thatLeavesItsBucket_listsNothing() throws IOException {
        for (String prefix : List.of("../", "../../", "/", "a/../../", "..")) {
            assertThat(listed(prefix)).isEmpty();
        }
        assertThat(Refusal.of(() -> s3.deleteObjects(r -> r.bucket("data").delete(only("../../../secret"))))
                        .status())
                .isBetween(400, 499);
        assertNothingOutside();
    }

    @Test
    void signedKey_thatIsTooLong_isRefused() {
        String long1025 = "a/".repeat(512) + "b";
        assertThat(Refusal.of(() -> s3.putObject(r -> r.bucket("data").key(long1025), RequestBody.fromString("x"))))
                .isEqualTo(new Refusal(400, "KeyTooLongError"));
        String segment = "ü".repeat(128);
        assertThat(Refusal.of(() -> s3.putObject(r -> r.bucket("data").key(segment), RequestBody.fromString("x"))))
                .isEqualTo(new Refusal(501, "NotImplemented"));
        assertThat(Refusal.of(() -> s3.getObjectAsBytes(r -> r.bucket("data").key(segment))))
                .isEqualTo(new Refusal(404, "NoSuchKey"));
        String fits = "ä".repeat(100);
        s3.putObject(r -> r.bucket("data").key(fits), RequestBody.fromString("x"));
        s3.deleteObject(r -> r.bucket("data").key(fits));
    }

    /** A file has a longer name while it is written. */
    @ParameterizedTest
    @ValueSource(ints = {169, 170, 212, 213, 214, 218, 219, 240, 255, 256})
    void signedKey_withALongSegment_isStoredOrRefused(int length) {
        String segment = "s".repeat(length);
        for (String key : List.of(segment, "d/" + segment, segment + "/x", segment + "/")) {
            boolean last = key.endsWith("s");
            assertStoredOrRefused(
                    length <= (last ? 218 : 255),
                    key,
                    () -> s3.putObject(
                            r -> r.bucket("data").key(key), RequestBody.fromString(key.endsWith("/") ? "" : "x")));
            s3.deleteObject(r -> r.bucket("data").key(key));
            if (!key.endsWith("/")) {
                assertStoredOrRefused(length <= (key.contains("/") ? 212 : 169), key, () -> uploadInParts(key));
                s3.deleteObject(r -> r.bucket("data").key(key));
            }
        }
        assertThat(listed("s")).isEmpty();
    }

    private void assertStoredOrRefused(boolean fits, String key, Runnable write) {
        if (fits) {
            write.run();
            assertThat(listed("")).contains(key);
        } else {
            assertThat(Refusal.of(write::run)).as(key).isEqualTo(new Refusal(501, "NotImplemented"));
        }
    }

    private void uploadInParts(String key) {
        String id = s3.createMultipartUpload(r -> r.bucket("data").key(key)).uploadId();
        String etag = s3.uploadPart(
                        r -> r.bucket("data").key(key).uploadId(id).partNumber(10_000), RequestBody.fromString("x"))
                .eTag();
        s3.completeMultipartUpload(r -> r.bucket("data")
                .key(key)
                .uploadId(id)
                .multipartUpload(u -> u.parts(part -> part.partNumber(10_000).eTag(etag))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "/a", "a//", "//"})
    void signedKey_withAnEmptySegment_isRefusedRatherThanRenamed(String key) {
        assertThat(Refusal.of(() -> put(key))).isEqualTo(new Refusal(501, "NotImplemented"));
        assertThat(Refusal.of(() -> s3.getObjectAsBytes(r -> r.bucket("data").key(key))))
                .isEqualTo(new Refusal(404, "NoSuchKey"));
    }

    @Test
    void signedKey_nextToALongerOne_isRefusedAndChangesNothing() {
        put("x/y");
        assertThat(Refusal.of(() -> put("x"))).isEqualTo(new Refusal(501, "NotImplemented"));
        assertThat(Refusal.of(() -> s3.getObjectAsBytes(r -> r.bucket("data").key("x"))))
                .isEqualTo(new Refusal(404, "NoSuchKey"));
        assertThat(listed("")).containsExactly("x/y");
        s3.deleteObject(r -> r.bucket("data").key("x/y"));
    }

    @Test
    void signedKey_nextToAShorterOne_isRefusedAndChangesNothing() {
        put("x");
        for (String key : List.of("x/y", "x/y/z", "x/")) {
            assertThat(Refusal.of(() -> put(key))).as(key).isEqualTo(new Refusal(501, "NotImplemented"));
            assertThat(Refusal.of(
                            () -> s3.getObjectAsBytes(r -> r.bucket("data").key(key))))
                    .as(key)
                    .isEqualTo(new Refusal(404, "NoSuchKey"));
            s3.deleteObject(r -> r.bucket("data").key(key));
            assertThat(s3.deleteObjects(r -> r.bucket("data").delete(only(key))).deleted())
                    .extracting(DeletedObject::key)
                    .containsExactly(key);
            assertThat(Refusal.of(() -> s3.copyObject(r -> r.sourceBucket("data")
                            .sourceKey(key)
                            .destinationBucket("data")
                            .destinationKey("copy"))))
                    .isEqualTo(new Refusal(404, "NoSuchKey"));
        }
        assertThat(listed("")).containsExactly("x");
        s3.deleteObject(r -> r.bucket("data").key("x"));
    }

    @Test
    void signedKey_withoutTheSlashOfAFolder_isADifferentKey() {
        s3.putObject(r -> r.bucket("data").key("marker/"), RequestBody.empty());
        assertThat(Refusal.of(() -> s3.headObject(r -> r.bucket("data").key("marker")))
                        .status())
                .isEqualTo(404);
        s3.deleteObject(r -> r.bucket("data").key("marker"));
        assertThat(listed("")).containsExactly("marker/");
        s3.deleteObject(r -> r.bucket("data").key("marker/"));
    }

    @Test
    void signedKey_ofAFolderWithContent_isRefusedRatherThanEmptied() {
        assertThat(Refusal.of(() -> put("folder/"))).isEqualTo(new Refusal(501, "NotImplemented"));
        assertThat(Refusal.of(
                        () -> s3.createMultipartUpload(r -> r.bucket("data").key("folder/"))))
                .isEqualTo(new Refusal(501, "NotImplemented"));
        assertThat(listed("")).isEmpty();
    }

    @Test
    void signedKey_ofControlCharacters_isStoredOrRefusedButNeverFails() {
        for (String key :
                List.of("tab\there", "line\nbreak", "bell\u0007", "del\u007f", "a\\b", "\uFFFE", "trailing ")) {
            int status = status(() -> s3.putObject(r -> r.bucket("data").key(key), RequestBody.fromString("x")));
            assertThat(status).as("putting %s", key.chars().boxed().toList()).isBetween(200, 499);
            if (status == 200) {
                assertThat(s3.getObjectAsBytes(r -> r.bucket("data").key(key)).asUtf8String())
                        .isEqualTo("x");
                assertThat(s3.listObjectsV2(r -> r.bucket("data").encodingType("url"))
                                .contents())
                        .anySatisfy(each -> assertThat(each.key()).isEqualTo(key));
                s3.deleteObject(r -> r.bucket("data").key(key));
            }
        }
    }

    private static Delete only(String key) {
        return Delete.builder()
                .objects(ObjectIdentifier.builder().key(key).build())
                .build();
    }

    private static void put(String key) {
        s3.putObject(r -> r.bucket("data").key(key), RequestBody.fromString("x"));
    }

    private static int status(Runnable call) {
        try {
            call.run();
            return 200;
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }

    private static List<String> listed(String prefix) {
        try {
            return s3.listObjectsV2(r -> r.bucket("data").prefix(prefix)).contents().stream()
                    .map(each -> each.key())
                    .toList();
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isBetween(400, 499);
            return List.of();
        }
    }

    private static String raw(String request) throws IOException {
        URI endpoint = cloud.aws.s3Endpoint();
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static void assertNothingOutside() throws IOException {
        try (Stream<Path> files = Files.list(outside)) {
            assertThat(files.map(each -> String.valueOf(each.getFileName())).toList())
                    .containsExactlyInAnyOrder("data", "secret");
        }
        assertThat(outside.resolve("secret")).hasContent("secret");
        try (Stream<Path> files = Files.list(outside.resolve("data"))) {
            assertThat(files.map(each -> String.valueOf(each.getFileName())).toList())
                    .containsExactlyInAnyOrder("objects", "buckets", "lock", "credentials");
        }
        try (Stream<Path> files = Files.list(outside.resolve("data/objects"))) {
            assertThat(files.map(each -> String.valueOf(each.getFileName())).toList())
                    .contains("data")
                    .doesNotContain("secret", "etc", "objects");
        }
    }
}
