package io.dataaccount.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Contract of the REST calls that return upload URLs. */
abstract class RestUploadContract extends RestFolderContract {
    private static final String SHA256_OF_NOTHING = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    @Test
    protected void uploadUrl_ofTheSeed_answersAsTheSeed() {
        String usecase = newUsecase();
        String bucket = newBucket(usecase);
        RecordedResponse response = post(
                        data(usecase, "upload-url"),
                        object().put("bucket", bucket)
                                .put("key", "datasets/images/image001.jpg")
                                .put("content_type", "image/jpeg"))
                .expect(200);
        assertThat(response.text("upload_url"))
                .contains("/datasets/images/image001.jpg?")
                .contains("X-Amz-Expires=" + response.text("expires_in") + "&");
        assertThat(response.text("key")).isEqualTo("datasets/images/image001.jpg");
        assertThat(response.json().get("expires_in").isInt()).isTrue();
        // one hour, minus the age of the session
        assertThat(response.json().get("expires_in").asInt()).isBetween(3240, 3600);
        assertThat(response.text("bucket")).isEqualTo(bucket);
        assertThat(response.text("method")).isEqualTo("PUT");
        assertThat(headers(response.json())).isEqualTo(List.of("content-type=image/jpeg"));
        assertThat(response.header("Cache-Control")).contains("no-store");
    }

    @Test
    protected void uploadUrl_withOnlyAKey_usesTheDataBucket() {
        String usecase = newUsecase();
        String bucket = newDataBucket(usecase, "datasets/");
        RecordedResponse response =
                post(data(usecase, "upload-url"), object().put("key", "a.bin")).expect(200);
        assertThat(response.text("bucket")).isEqualTo(bucket);
        assertThat(response.text("key")).isEqualTo("a.bin");
        assertThat(headers(response.json())).isEqualTo(List.of("content-type=application/octet-stream"));
    }

    @Test
    protected void uploadUrl_withLifetime_expiresThen() {
        String usecase = newUsecase();
        newDataBucket(usecase, "");
        RecordedResponse response = post(
                        data(usecase, "upload-url"),
                        object().put("key", "a.bin").put("expires_in", 60))
                .expect(200);
        assertThat(response.text("expires_in")).isEqualTo("60");
        assertThat(response.text("upload_url")).contains("X-Amz-Expires=60&");
        RecordedResponse later = post(
                        data(usecase, "upload-url"),
                        object().put("key", "a.bin").put("expires_in", 61))
                .expect(200);
        assertThat(Duration.between(
                        Instant.parse(response.text("expires_at")), Instant.parse(later.text("expires_at"))))
                .isPositive();
    }

    @Test
    protected void uploadUrl_forLongerThanASessionLasts_statesTheActualLifetime() {
        String usecase = newUsecase();
        newDataBucket(usecase, "");
        RecordedResponse response = post(
                        data(usecase, "upload-url"),
                        object().put("key", "a.bin").put("expires_in", 604_800))
                .expect(200);
        assertThat(response.json().get("expires_in").asInt()).isBetween(3240, 3600);
    }

    @Test
    protected void uploadUrl_withConditions_listsTheHeadersToSend() {
        String usecase = newUsecase();
        newDataBucket(usecase, "");
        ObjectNode body = object().put("key", "a.bin")
                .put("content_length", 0)
                .put("checksum_sha256", SHA256_OF_NOTHING)
                .put("overwrite", false);
        RecordedResponse response = post(data(usecase, "upload-url"), body).expect(200);
        assertThat(headers(response.json()))
                .containsExactlyInAnyOrder(
                        "content-type=application/octet-stream",
                        "if-none-match=*",
                        "x-amz-checksum-sha256=" + SHA256_OF_NOTHING);
    }

    @Test
    protected void batch_ofTheSeed_answersAsTheSeed() {
        String usecase = newUsecase();
        String bucket = newBucket(usecase);
        ObjectNode body = object().put("bucket", bucket).put("prefix", "datasets/images/");
        ArrayNode files = body.putArray("files");
        files.addObject().put("filename", "image001.jpg").put("content_type", "image/jpeg");
        files.addObject().put("filename", "image002.jpg").put("content_type", "image/jpeg");

        RecordedResponse response =
                post(data(usecase, "batch-upload-urls"), body).expect(200);

        assertThat(response.texts("uploads", "filename")).containsExactly("image001.jpg", "image002.jpg");
        assertThat(response.texts("uploads", "key"))
                .containsExactly("datasets/images/image001.jpg", "datasets/images/image002.jpg");
        assertThat(response.texts("uploads", "content_type")).containsOnly("image/jpeg");
        assertThat(response.texts("uploads", "upload_url"))
                .allMatch(url -> url.contains("X-Amz-Expires=" + response.text("expires_in") + "&"))
                .doesNotHaveDuplicates();
        assertThat(response.text("bucket")).isEqualTo(bucket);
        assertThat(response.text("prefix")).isEqualTo("datasets/images/");
        assertThat(Instant.parse(response.text("expires_at"))).isAfter(BucketStoreHarness.A_PAST_MOMENT);
        assertThat(headers(response.json().get("uploads").get(0))).isEqualTo(List.of("content-type=image/jpeg"));
    }

    @Test
    protected void batch_withInvalidFiles_signsTheOthers() {
        String usecase = newUsecase();
        newDataBucket(usecase, "datasets/");
        ObjectNode body = object();
        ArrayNode files = body.putArray("files");
        files.addObject().put("filename", "run1/img.jpg");
        files.addObject().put("filename", "../../etc/passwd");
        files.addObject().put("filename", "b.jpg").put("content_type", "no type");
        files.addObject().put("filename", "c.jpg").put("contentType", "image/jpeg");
        files.addObject().put("filename", "d.jpg").put("content_length", "7");
        files.addObject().put("filename", "");

        RecordedResponse response =
                post(data(usecase, "batch-upload-urls"), body).expect(200);

        JsonNode rows = response.json().get("uploads");
        assertThat(rows).hasSize(6);
        assertThat(rows.get(0).get("key").asText()).isEqualTo("datasets/run1/img.jpg");
        assertThat(rows.get(0).has("error")).isFalse();
        assertRefused(rows.get(1), "../../etc/passwd", "invalid_input", "filename");
        assertRefused(rows.get(2), "b.jpg", "invalid_input", "content_type");
        assertRefused(rows.get(3), "c.jpg", "unknown_field", "contentType");
        assertRefused(rows.get(4), "d.jpg", "invalid_input", "content_length");
        assertRefused(rows.get(5), "", "invalid_input", "filename");
        assertThat(rows.get(3).get("error").asText()).contains("did you mean content_type?");
    }

    private static void assertRefused(JsonNode row, String filename, String code, String field) {
        assertThat(row.get("filename").asText()).isEqualTo(filename);
        assertThat(row.get("code").asText()).as(row.toString()).isEqualTo(code);
        assertThat(row.get("field").asText()).isEqualTo(field);
        assertThat(row.get("error").asText()).contains(field);
        assertThat(row.has("upload_url")).isFalse();
    }

    @Test
    protected void batch_ofTheSameFileTwice_namesBoth() {
        String usecase = newUsecase();
        newDataBucket(usecase, "");
        ObjectNode body = object();
        List.of("a.jpg", "b.jpg", "a.jpg")
                .forEach(name -> body.withArray("files").addObject().put("filename", name));
        RecordedResponse response = post(data(usecase, "batch-upload-urls"), body);
        response.expectProblem(400, "invalid_input", "files[2].filename");
        assertThat(response.text("detail")).contains("'a.jpg'", "files[0]");
    }

    @Test
    protected void batch_of1000_isTheMaximum() {
        String usecase = newUsecase();
        newDataBucket(usecase, "p/");
        ObjectNode body = object();
        for (int i = 0; i < 1000; i++) {
            body.withArray("files").addObject().put("filename", "f" + i);
        }
        RecordedResponse response =
                post(data(usecase, "batch-upload-urls"), body).expect(200);
        assertThat(response.texts("uploads", "key"))
                .hasSize(1000)
                .doesNotHaveDuplicates()
                .startsWith("p/f0");
        body.withArray("files").addObject().put("filename", "one-more");
        post(data(usecase, "batch-upload-urls"), body).expectProblem(400, "invalid_input", "files");
    }

    @Test
    protected void batch_forAClientThatAcceptsGzip_isCompressed() {
        String usecase = newUsecase();
        newDataBucket(usecase, "");
        ObjectNode body = object();
        for (int i = 0; i < 100; i++) {
            body.withArray("files").addObject().put("filename", "\"größe\"-" + i + ".jpg");
        }
        body.withArray("files").addObject().put("filename", "../bad");
        RestCall call = RestCall.json("POST", data(usecase, "batch-upload-urls"), body.toString());

        RecordedResponse plain = sendAndCheck(call.with("Accept-Encoding", "gzip;q=0, identity"));
        RecordedResponse compressed = sendAndCheck(call.with("Accept-Encoding", "deflate, gzip;q=0.5"));

        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(compressed.header("Content-Encoding").isPresent()).isEqualTo(compresses());
        assertThat(compressed.body().length < plain.body().length / 5).isEqualTo(compresses());
        for (String field : List.of("filename", "key", "content_type", "method", "headers", "error")) {
            assertThat(compressed.texts("uploads", field)).isEqualTo(plain.texts("uploads", field));
        }
        assertThat(compressed.texts("uploads", "upload_url").subList(0, 100))
                .allMatch(url -> url.contains("X-Amz-Signature="))
                .doesNotHaveDuplicates();
    }

    private static List<String> headers(JsonNode upload) {
        return upload.get("headers").properties().stream()
                .map(each -> each.getKey().toLowerCase(Locale.ROOT) + "="
                        + each.getValue().asText())
                .toList();
    }
}
