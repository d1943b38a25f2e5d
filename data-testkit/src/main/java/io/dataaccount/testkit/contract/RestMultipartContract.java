package io.dataaccount.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contract of the REST call that returns the URLs of a multipart upload. */
abstract class RestMultipartContract extends RestUploadContract {
    private static final String CALL = "multipart-upload-urls";

    @Test
    protected void multipart_withoutUploadId_signsTheFirstRequest() {
        String usecase = newUsecase();
        String bucket = newBucket(usecase);
        RecordedResponse response = post(
                        data(usecase, CALL),
                        object().put("bucket", bucket)
                                .put("key", "raw/film.mp4")
                                .put("content_type", "video/mp4"))
                .expect(200);
        assertThat(response.fields()).containsExactlyInAnyOrder("bucket", "key", "expires_in", "expires_at", "create");
        assertThat(response.text("bucket")).isEqualTo(bucket);
        assertThat(response.text("key")).isEqualTo("raw/film.mp4");
        assertRequest(response.json().get("create"), "POST", "/raw/film.mp4?uploads");
        assertThat(response.json().at("/create/headers/Content-Type").asText()).isEqualTo("video/mp4");
        assertThat(response.json().at("/create/url").asText())
                .contains("X-Amz-Expires=" + response.text("expires_in") + "&");
    }

    @Test
    protected void multipart_begun_signsTheRequestedPartsAndTheFinalRequests() {
        String usecase = newUsecase();
        String bucket = newDataBucket(usecase, "datasets/");
        ObjectNode body =
                object().put("key", "film.mp4").put("upload_id", "an+id/==").put("overwrite", false);
        body.putArray("part_numbers").add(10_000).add(1).add(2);
        RecordedResponse response = post(data(usecase, CALL), body).expect(200);
        assertThat(response.fields())
                .containsExactlyInAnyOrder(
                        "bucket",
                        "key",
                        "expires_in",
                        "expires_at",
                        "upload_id",
                        "parts",
                        "list_parts",
                        "complete",
                        "abort");
        assertThat(response.text("bucket")).isEqualTo(bucket);
        assertThat(response.text("upload_id")).isEqualTo("an+id/==");
        String id = "uploadId=an%2Bid%2F%3D%3D";
        assertThat(response.texts("parts", "part_number")).containsExactly("10000", "1", "2");
        JsonNode first = response.json().at("/parts/0");
        assertRequest(first, "PUT", "/film.mp4?partNumber=10000&" + id);
        assertThat(first.get("headers")).isEmpty();
        assertRequest(response.json().get("list_parts"), "GET", "/film.mp4?" + id);
        assertRequest(response.json().get("complete"), "POST", "/film.mp4?" + id);
        assertThat(response.json().at("/complete/headers/If-None-Match").asText())
                .isEqualTo("*");
        assertRequest(response.json().get("abort"), "DELETE", "/film.mp4?" + id);
    }

    private static void assertRequest(JsonNode request, String method, String target) {
        assertThat(request.get("method").asText()).isEqualTo(method);
        assertThat(request.get("url").asText()).contains(target).contains("X-Amz-Signature=");
        assertThat(request.get("headers").isObject()).isTrue();
    }

    @Test
    protected void multipart_begun_mayOverwriteByDefault() {
        String usecase = newUsecase();
        newDataBucket(usecase, "");
        RecordedResponse response = post(
                        data(usecase, CALL), object().put("key", "film.mp4").put("upload_id", "id"))
                .expect(200);
        assertThat(response.json().get("parts")).isEmpty();
        assertThat(response.json().at("/complete/headers")).isEmpty();
    }

    @Test
    protected void multipart_of1000Parts_isTheMaximum() {
        String usecase = newUsecase();
        newDataBucket(usecase, "");
        ObjectNode body = object().put("key", "film.mp4").put("upload_id", "id");
        ArrayNode parts = body.putArray("part_numbers");
        IntStream.rangeClosed(9001, 10_000).forEach(parts::add);
        assertThat(post(data(usecase, CALL), body).expect(200).json().get("parts"))
                .hasSize(1000);
        parts.add(1);
        post(data(usecase, CALL), body).expectProblem(400, "invalid_input", "part_numbers");
    }
}
