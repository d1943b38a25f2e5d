package io.dataaccount.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.testkit.embedded.SignedRequests.Payload;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * To S3 the content type of a body is metadata. curl and Python's urllib send {@code application/x-www-form-urlencoded}
 * unless they are told otherwise, and the servlet API then reads the body for parameters.
 */
class FormBodyTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    /** As parameters, these would change what the request means. */
    private static final String BODY =
            "acl=&delete=&uploads=&uploadId=u&partNumber=2&versionId=v&X-Amz-Algorithm=a&X-Amz-SignedHeaders=h&x=%zz";

    private final Cloud cloud;
    private final S3Client s3;
    private final SignedRequests requests;

    FormBodyTest(@TempDir Path directory) {
        cloud = new Cloud(directory);
        s3 = cloud.s3();
        s3.createBucket(r -> r.bucket("data"));
        requests = new SignedRequests(cloud.aws.s3Endpoint(), cloud.session(Cloud.ROLE));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FORM,
                FORM + "; charset=UTF-8",
                FORM + ";charset=iso-8859-1",
                FORM + "; charset=no-such-charset",
                "Application/X-WWW-Form-URLEncoded",
                "multipart/form-data; boundary=b",
                "multipart/form-data",
                "text/plain; charset=utf-16",
                "text/plain; charset=\"no such\"; x",
                "no media type"
            })
    void body_ofAnyContentType_isTheObjectOrTheDocument(String type) {
        for (Payload payload : Payload.values()) {
            String key = "in " + payload + "/ü+%.txt";
            String path = "/data/in%20" + payload + "/%C3%BC%2B%25.txt";
            assertOk(requests.send("PUT", path, type, BODY, payload));
            assertThat(s3.headObject(r -> r.bucket("data").key(key)).contentType())
                    .as("%s", payload)
                    .isEqualTo(type);
            assertThat(get(key)).as("%s", payload).isEqualTo(BODY);

            String id = element("UploadId", assertOk(requests.send("POST", path + "?uploads", type, "", payload)));
            HttpResponse<String> part =
                    requests.send("PUT", path + "?partNumber=1&uploadId=" + id, type, BODY + "&more=", payload);
            assertOk(part);
            String document = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                    + part.headers().firstValue("etag").orElseThrow()
                    + "</ETag></Part></CompleteMultipartUpload>";
            assertOk(requests.send("POST", path + "?uploadId=" + id, type, document, payload));
            assertThat(get(key)).as("%s", payload).isEqualTo(BODY + "&more=");
            assertThat(s3.headObject(r -> r.bucket("data").key(key)).contentType())
                    .as("%s", payload)
                    .isEqualTo(type);

            String delete = "<Delete><Object><Key>" + key + "</Key></Object></Delete>";
            assertOk(requests.send("POST", "/data?delete", type, delete, payload));
        }
        assertThat(s3.listObjectsV2(r -> r.bucket("data")).contents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {FORM, "multipart/form-data; boundary=b"})
    void bucketSetting_ofAnyContentType_isRead(String type) {
        String tags = "<Tagging><TagSet><Tag><Key>team</Key><Value>data</Value></Tag></TagSet></Tagging>";
        assertOk(requests.send("PUT", "/data?tagging", type, tags, Payload.SIGNED));
        assertOk(requests.send("PUT", "/data?tagging", type, tags, Payload.UNSIGNED));
        assertOk(requests.send("PUT", "/data?tagging", type, tags, Payload.PRESIGNED));
        assertThat(s3.getBucketTagging(r -> r.bucket("data")).tagSet()).hasSize(1);
        assertOk(requests.send("PUT", "/other", type, "", Payload.SIGNED));
        assertOk(requests.send("GET", "/data?list-type=2&prefix=a%2Fb%20c%2B", type, "", Payload.SIGNED));
        assertOk(requests.send("DELETE", "/other", type, "", Payload.SIGNED));
    }

    /** As of a client that adds the content type after the URL was signed. */
    @Test
    void contentType_thatThePresignedUrlDoesNotSign_isAccepted() {
        for (String type : new String[] {FORM, "multipart/form-data; boundary=b"}) {
            assertOk(requests.sendPresigned("PUT", "/data/k", Map.of(), Map.of("content-type", type), BODY));
            assertThat(get("k")).isEqualTo(BODY);
        }
    }

    private static HttpResponse<String> assertOk(HttpResponse<String> response) {
        assertThat(response.statusCode())
                .as(
                        "%s %s: %s",
                        response.request().method(), response.request().uri().getPath(), response.body())
                .isBetween(200, 204);
        return response;
    }

    private static String element(String name, HttpResponse<String> response) {
        Matcher text = Pattern.compile("<" + name + ">([^<]+)</" + name + ">").matcher(response.body());
        assertThat(text.find()).as(response.body()).isTrue();
        return text.group(1);
    }

    private String get(String key) {
        return s3.getObjectAsBytes(r -> r.bucket("data").key(key)).asUtf8String();
    }
}
