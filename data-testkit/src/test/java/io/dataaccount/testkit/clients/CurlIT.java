package io.dataaccount.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.presigner.PresignRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** curl with presigned URLs, which sends {@code application/x-www-form-urlencoded} with every body. */
@RunsClient(ClientProgram.CURL)
class CurlIT {
    @TempDir
    Path directory;

    private final ClientCloud cloud;

    CurlIT(ClientCloud cloud) {
        this.cloud = cloud;
    }

    @ParameterizedTest
    @EnumSource
    void presignedUrls_uploadInParts(ClientCaller caller) throws Exception {
        String bucket = caller.bucket(ClientProgram.CURL);
        cloud.s3.createBucket(r -> r.bucket(bucket));
        Files.writeString(directory.resolve("f"), "a=b&uploadId=c&delete=&x=%zz");
        ClientProcess curl = new ClientProcess(ClientProgram.CURL, directory, Map.of());
        S3Presigner presigner = cloud.presigner(caller);

        String create = curl.run(
                "-sSf",
                "-X",
                "POST",
                url(presigner
                        .presignCreateMultipartUpload(p -> minutes(p)
                                .createMultipartUploadRequest(
                                        r -> r.bucket(bucket).key("k")))
                        .url()));
        var id = Pattern.compile("<UploadId>([^<]+)<").matcher(create);
        assertThat(id.find()).isTrue();
        String headers = curl.run(
                "-sSf",
                "-D",
                "-",
                "-X",
                "PUT",
                "--data-binary",
                "@f",
                url(presigner
                        .presignUploadPart(p -> minutes(p)
                                .uploadPartRequest(r -> r.bucket(bucket)
                                        .key("k")
                                        .uploadId(id.group(1))
                                        .partNumber(1)))
                        .url()));
        var etag = Pattern.compile("(?i)etag: (\\S+)").matcher(headers);
        assertThat(etag.find()).isTrue();
        curl.run(
                "-sSf",
                "-X",
                "POST",
                "-d",
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag.group(1)
                        + "</ETag></Part></CompleteMultipartUpload>",
                url(presigner
                        .presignCompleteMultipartUpload(p -> minutes(p)
                                .completeMultipartUploadRequest(
                                        r -> r.bucket(bucket).key("k").uploadId(id.group(1))))
                        .url()));
        assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(bucket).key("k")).asUtf8String())
                .isEqualTo("a=b&uploadId=c&delete=&x=%zz");
        curl.run(
                "-sSf",
                "-T",
                "f",
                url(presigner
                        .presignPutObject(p -> minutes(p)
                                .putObjectRequest(r -> r.bucket(bucket).key("l")))
                        .url()));
        assertThat(curl.run(
                        "-sSf",
                        url(presigner
                                .presignGetObject(p -> minutes(p)
                                        .getObjectRequest(r -> r.bucket(bucket).key("l")))
                                .url())))
                .isEqualTo("a=b&uploadId=c&delete=&x=%zz");
    }

    private static <B extends PresignRequest.Builder> B minutes(B builder) {
        builder.signatureDuration(Duration.ofMinutes(10));
        return builder;
    }

    private static String url(URL url) {
        return url.toString();
    }
}
