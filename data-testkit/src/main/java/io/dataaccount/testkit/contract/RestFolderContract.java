package io.dataaccount.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.core.model.BucketName;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every door promises of the calls on folders. */
abstract class RestFolderContract extends RestBucketContract {
    @Test
    protected void createFolder_ofTheSeed_isThereOnce() {
        String usecase = newUsecase();
        String bucket = newBucket(usecase);
        ObjectNode body = object().put("bucket", bucket).put("folder_path", "datasets/new-project");
        RestAnswer answer = post(data(usecase, "folders"), body).expect(201);
        assertThat(answer.text("bucket")).isEqualTo(bucket);
        assertThat(answer.text("folder_path")).isEqualTo("datasets/new-project/");
        assertThat(answer.json().get("created").asBoolean()).isTrue();
        assertThat(post(data(usecase, "folders"), body)
                        .expect(201)
                        .json()
                        .get("created")
                        .asBoolean())
                .isFalse();
        assertThat(list(usecase, bucket, "datasets/").texts("folders", "name")).containsExactly("new-project/");
    }

    @Test
    protected void listFolders_ofTheSeed_answersAsTheSeed() {
        String usecase = newUsecase();
        String bucket = newBucket(usecase);
        List.of("datasets/", "datasets/raw/", "datasets/labeled/")
                .forEach(path -> post(
                                data(usecase, "folders"),
                                object().put("bucket", bucket).put("folder_path", path))
                        .expect(201));
        put(new BucketName(bucket), "datasets/readme.txt", new byte[1024]);

        RestAnswer answer = list(usecase, bucket, "datasets");

        assertThat(answer.text("bucket")).isEqualTo(bucket);
        assertThat(answer.text("prefix")).isEqualTo("datasets/");
        assertThat(answer.texts("folders", "name")).containsExactly("labeled/", "raw/");
        assertThat(answer.texts("folders", "path")).containsExactly("datasets/labeled/", "datasets/raw/");
        assertThat(answer.json().get("files")).hasSize(1);
        JsonNode file = answer.json().get("files").get(0);
        assertThat(file.get("name").asText()).isEqualTo("readme.txt");
        assertThat(file.get("key").asText()).isEqualTo("datasets/readme.txt");
        assertThat(file.get("size").asLong()).isEqualTo(1024);
        assertThat(Instant.parse(file.get("last_modified").asText())).isAfter(BucketStoreHarness.A_PAST_MOMENT);
        assertThat(answer.json().get("is_truncated").asBoolean()).isFalse();
        assertThat(answer.fields()).doesNotContain("next_token");
    }

    @Test
    protected void listFolders_withoutBucket_goesToTheDataBucketAndItsPrefix() {
        String usecase = newUsecase();
        String bucket = newDataBucket(usecase, "datasets/");
        put(new BucketName(bucket), "datasets/in.txt", new byte[1]);
        put(new BucketName(bucket), "root.txt", new byte[1]);
        assertThat(get(data(usecase, "folders")).expect(200).texts("files", "name"))
                .containsExactly("in.txt");
        assertThat(get(data(usecase, "folders?prefix=")).texts("files", "name")).containsExactly("root.txt");
        assertThat(get(data(usecase, "folders?bucket=" + bucket)).texts("files", "name"))
                .containsExactly("root.txt");
        assertThat(get(data(usecase, "folders?bucket=" + bucket)).text("prefix"))
                .isEmpty();
    }

    @Test
    protected void listFolders_inPages_hasEachOnce() {
        String usecase = newUsecase();
        String bucket = newBucket(usecase);
        List<String> names = List.of("a b+c.txt", "größe.txt", "m%2Fn.txt", "z.txt", "日本.txt");
        names.forEach(name -> put(new BucketName(bucket), "p/" + name, name.getBytes(UTF_8)));
        put(new BucketName(bucket), "p/sub/x.txt", new byte[1]);

        List<String> files = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        String target = data(usecase, "folders?page_size=2&prefix=p/&bucket=" + bucket);
        RestAnswer page = get(target).expect(200);
        while (true) {
            files.addAll(page.texts("files", "name"));
            folders.addAll(page.texts("folders", "name"));
            assertThat(page.json().get("files").size()
                            + page.json().get("folders").size())
                    .isLessThanOrEqualTo(2);
            if (!page.json().get("is_truncated").asBoolean()) {
                break;
            }
            page = get(target + "&page_token=" + URLEncoder.encode(page.text("next_token"), UTF_8))
                    .expect(200);
        }
        assertThat(files).containsExactlyInAnyOrderElementsOf(names).doesNotHaveDuplicates();
        assertThat(folders).containsExactly("sub/");
    }

    @Test
    protected void listFolders_withATokenOfAnotherListing_isRefused() {
        String usecase = newUsecase();
        String bucket = newBucket(usecase);
        List.of("p/a.txt", "p/b.txt").forEach(key -> put(new BucketName(bucket), key, new byte[1]));
        String target = data(usecase, "folders?page_size=1&bucket=" + bucket + "&prefix=");
        String token = get(target + "p/").expect(200).text("next_token");
        get(target + "q/&page_token=" + token).expectProblem(400, "invalid_input", "page_token");
        get(target + "p/&page_token=made-up").expectProblem(400, "invalid_input", "page_token");
    }

    @Test
    protected void folders_ofAnUnknownBucket_areNotFound() {
        String usecase = newUsecase();
        String bucket = randomBucket();
        get(data(usecase, "folders?bucket=" + bucket)).expectProblem(404, "bucket_not_found", "");
        post(data(usecase, "folders"), object().put("bucket", bucket).put("folder_path", "raw/"))
                .expectProblem(404, "bucket_not_found", "");
        post(data(usecase, "upload-url"), object().put("bucket", bucket).put("key", "a.txt"))
                .expectProblem(404, "bucket_not_found", "");
    }

    @Test
    protected void folders_withoutAnyBucket_sayWhatToConfigure() {
        RestAnswer answer = get(data(newUsecase(), "folders"));
        answer.expectProblem(400, "incomplete_configuration", "bucket");
        assertThat(answer.text("detail")).contains("data_s3_bucket");
    }

    @Test
    protected void folders_ofABucketInAnotherAccount_areDenied() {
        String bucket = newBucket(newCrossAccountUsecase());
        RestAnswer answer = get(data(newUsecase(), "folders?bucket=" + bucket));
        answer.expectProblem(502, "data_account_denied", "");
        assertThat(answer.text("detail"))
                .contains("s3:ListBucket", bucket, arn(world().own()).value());
    }

    private RestAnswer list(String usecase, String bucket, String prefix) {
        return get(data(usecase, "folders?bucket=" + bucket + "&prefix=" + prefix))
                .expect(200);
    }
}
