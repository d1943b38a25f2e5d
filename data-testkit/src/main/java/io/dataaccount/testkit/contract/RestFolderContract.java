package io.dataaccount.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.core.model.bucket.BucketName;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Contract of the REST calls for folders. */
abstract class RestFolderContract extends RestBucketContract {
    /** Keys that S3 accepts and that our calls do not write. */
    protected static final List<String> UNWRITABLE_KEYS = List.of(
            "/lead.txt",
            "//",
            "//a/b.txt",
            "raw//x.txt",
            "raw///y.txt",
            "./dot.txt",
            "a/./b/c.txt",
            "a/./b/",
            "../z.txt",
            "..//up.txt",
            "x/../y.txt",
            "x/../../x/.././y.txt");

    @Test
    protected void createFolder_ofTheSeed_isCreatedOnce() {
        String usecase = newUsecase();
        String bucket = newBucket(usecase);
        ObjectNode body = object().put("bucket", bucket).put("folder_path", "datasets/new-project");
        RecordedResponse response = post(data(usecase, "folders"), body).expect(201);
        assertThat(response.text("bucket")).isEqualTo(bucket);
        assertThat(response.text("folder_path")).isEqualTo("datasets/new-project/");
        assertThat(response.json().get("created").asBoolean()).isTrue();
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

        RecordedResponse response = list(usecase, bucket, "datasets");

        assertThat(response.text("bucket")).isEqualTo(bucket);
        assertThat(response.text("prefix")).isEqualTo("datasets/");
        assertThat(response.texts("folders", "name")).containsExactly("labeled/", "raw/");
        assertThat(response.texts("folders", "path")).containsExactly("datasets/labeled/", "datasets/raw/");
        assertThat(response.json().get("files")).hasSize(1);
        JsonNode file = response.json().get("files").get(0);
        assertThat(file.get("name").asText()).isEqualTo("readme.txt");
        assertThat(file.get("key").asText()).isEqualTo("datasets/readme.txt");
        assertThat(file.get("size").asLong()).isEqualTo(1024);
        assertThat(Instant.parse(file.get("last_modified").asText())).isAfter(BucketStoreHarness.A_PAST_MOMENT);
        assertThat(response.json().get("is_truncated").asBoolean()).isFalse();
        assertThat(response.fields()).doesNotContain("next_token");
    }

    @Test
    protected void listFolders_withoutBucket_usesTheDataBucketAndItsPrefix() {
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
        RecordedResponse page = get(target).expect(200);
        while (true) {
            files.addAll(page.texts("files", "name"));
            folders.addAll(page.texts("folders", "name"));
            assertThat(page.json().get("files").size()
                            + page.json().get("folders").size())
                    .isLessThanOrEqualTo(2);
            if (!page.json().get("is_truncated").asBoolean()) {
                break;
            }
            page = get(target + "&page_token=" + encoded(page.text("next_token")))
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

    /** A caller can change a token. The server refuses it or continues anywhere in the same folder. */
    @Test
    protected void listFolders_withATamperedToken_neverFails() {
        String usecase = newUsecase();
        String bucket = newBucket(usecase);
        List.of("p/a.txt", "p/b.txt", "q/c.txt").forEach(key -> put(new BucketName(bucket), key, new byte[1]));
        String target = data(usecase, "folders?page_size=1&prefix=p/&bucket=" + bucket);
        String token = get(target).expect(200).text("next_token");
        Random random = SeededRandom.random("listFolders_withATamperedToken_neverFails");
        for (int i = 0; i < 60; i++) {
            String tampered = tampered(token, random);
            RecordedResponse response = get(target + "&page_token=" + encoded(tampered));
            if (response.status() == 200) {
                assertThat(response.texts("files", "key")).as(tampered).allMatch(key -> key.startsWith("p/"));
            } else {
                response.expectProblem(400, "invalid_input", "page_token");
            }
        }
    }

    private static String tampered(String token, Random random) {
        int at = random.nextInt(token.length());
        String bytes = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {
            (byte) random.nextInt(32), (byte) random.nextInt(256), (byte) random.nextInt(256)
        });
        return switch (random.nextInt(6)) {
            case 0 -> token.substring(0, at);
            case 1 -> token + "AA";
            case 2 -> token.substring(0, at) + "A".repeat(1 + random.nextInt(8)) + token.substring(at);
            case 3 -> token.substring(0, Math.min(12, at)) + bytes;
            case 4 -> token.substring(0, Math.min(12, token.length())) + bytes;
            default -> token.substring(0, at) + "\u0000" + token.substring(at);
        };
    }

    /** XML cannot represent these characters, so programs that list without {@code encoding-type=url} would fail. */
    @Test
    protected void namesThatXmlCannotContain_areRefused() {
        String usecase = newUsecase();
        String bucket = newBucket(usecase);
        for (String odd :
                List.of("\uffff", "\ufffe", "\ufdd0", "\ud83f\udfff", "\u0000", "\u001b", "\u007f", "\u0085")) {
            String name = String.format("U+%04X", odd.codePointAt(0));
            ObjectNode body = object().put("bucket", bucket);
            RecordedResponse folder =
                    post(data(usecase, "folders"), body.deepCopy().put("folder_path", "n/" + odd + "/"));
            folder.expectProblem(400, "invalid_input", "folder_path");
            assertThat(folder.text("detail")).contains("leave out " + name).doesNotContain(odd);
            post(data(usecase, "upload-url"), body.deepCopy().put("key", "n/" + odd))
                    .expectProblem(400, "invalid_input", "key");
            post(data(usecase, "multipart-upload-urls"), body.deepCopy().put("key", "n/" + odd))
                    .expectProblem(400, "invalid_input", "key");
            ObjectNode batch = body.deepCopy();
            batch.putArray("files").addObject().put("filename", odd + ".txt");
            JsonNode row = post(data(usecase, "batch-upload-urls"), batch)
                    .expect(200)
                    .json()
                    .get("uploads")
                    .get(0);
            assertThat(row.get("field").asText()).isEqualTo("filename");
            assertThat(row.get("error").asText()).contains(name);
            post(data(usecase, "batch-upload-urls"), batch.put("prefix", odd + "/"))
                    .expectProblem(400, "invalid_input", "prefix");
            post(data(usecase, "configure"), object().put("data_s3_prefix", odd + "/"))
                    .expectProblem(400, "invalid_input", "data_s3_prefix");
        }
        assertThat(list(usecase, bucket, "").json().get("folders")).isEmpty();
    }

    /** Other programs may write such names, and one of them must not make the whole listing fail. */
    @Test
    protected void namesThatXmlCannotContain_areListed() {
        String usecase = newUsecase();
        String bucket = newBucket(usecase);
        List.of("n/\uffff/\u0001.txt", "n/\uffff/sub\ufffe/a.txt", "n/\u001b[2J", "n/z+%2F z.txt")
                .forEach(key -> put(new BucketName(bucket), key, new byte[1]));
        assertThat(list(usecase, bucket, "").texts("folders", "name")).containsExactly("n/");
        String target = data(usecase, "folders?page_size=1&prefix=n/&bucket=" + bucket);
        List<String> names = new ArrayList<>();
        RecordedResponse page = get(target).expect(200);
        while (true) {
            names.addAll(page.texts("files", "name"));
            names.addAll(page.texts("folders", "name"));
            if (!page.json().get("is_truncated").asBoolean()) {
                break;
            }
            page = get(target + "&page_token=" + encoded(page.text("next_token")))
                    .expect(200);
        }
        assertThat(names).containsExactlyInAnyOrder("\uffff/", "\u001b[2J", "z+%2F z.txt");
        RecordedResponse odd = list(usecase, bucket, encoded("n/\uffff/"));
        assertThat(odd.text("prefix")).isEqualTo("n/\uffff/");
        assertThat(odd.texts("files", "name")).containsExactly("\u0001.txt");
        assertThat(odd.texts("folders", "path")).containsExactly("n/\uffff/sub\ufffe/");
        assertThat(list(usecase, bucket, "%00/%EF%BF%BE/").json().get("folders"))
                .isEmpty();
    }

    /** S3 compares prefixes literally, so such a prefix lists only keys that other programs wrote with it. */
    @Test
    protected void folders_withAPrefixThatCannotBeWritten_areEmpty() {
        String usecase = newUsecase();
        String bucket = newBucket(usecase);
        put(new BucketName(bucket), "team-2/a.txt", new byte[1]);
        for (String prefix :
                List.of("/", "//", "./", "../", "team-1/../team-2/", "/team-2/", "team-2//", "./team-2/")) {
            RecordedResponse page = list(usecase, bucket, encoded(prefix));
            assertThat(page.text("prefix")).isEqualTo(prefix);
            assertThat(page.json().get("files")).as(prefix).isEmpty();
            assertThat(page.json().get("folders")).as(prefix).isEmpty();
            post(data(usecase, "folders"), object().put("bucket", bucket).put("folder_path", prefix))
                    .expectProblem(400, "invalid_input", "folder_path");
            post(data(usecase, "configure"), object().put("data_s3_prefix", prefix))
                    .expectProblem(400, "invalid_input", "data_s3_prefix");
        }
    }

    /** Keys that other programs have written. The folders and files of each are found from the root on. */
    @Test
    protected void foldersThatCannotBeWritten_areListedAndOpened() {
        String usecase = newUsecase();
        String bucket = newBucket(usecase);
        UNWRITABLE_KEYS.forEach(key -> put(new BucketName(bucket), key, new byte[1]));
        List<String> found = new ArrayList<>();
        Deque<String> folders = new ArrayDeque<>(List.of(""));
        while (!folders.isEmpty()) {
            String folder = folders.remove();
            String target = data(usecase, "folders?page_size=1&bucket=" + bucket + "&prefix=") + encoded(folder);
            RecordedResponse page = get(target).expect(200);
            while (true) {
                assertThat(page.text("prefix")).isEqualTo(folder);
                assertThat(page.texts("folders", "path"))
                        .isEqualTo(page.texts("folders", "name").stream()
                                .map(name -> folder + name)
                                .toList());
                assertThat(page.texts("files", "key"))
                        .isEqualTo(page.texts("files", "name").stream()
                                .map(name -> folder + name)
                                .toList());
                found.addAll(page.texts("files", "key"));
                folders.addAll(page.texts("folders", "path"));
                if (!page.json().get("is_truncated").asBoolean()) {
                    break;
                }
                page = get(target + "&page_token=" + encoded(page.text("next_token")))
                        .expect(200);
            }
        }
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(UNWRITABLE_KEYS.stream()
                        .filter(key -> !key.endsWith("/")) // the marker of a folder is not one of its files
                        .toList());
        for (String key : UNWRITABLE_KEYS) {
            String folder = key.substring(0, key.lastIndexOf('/') + 1);
            post(data(usecase, "folders"), object().put("bucket", bucket).put("folder_path", folder + "new/"))
                    .expectProblem(400, "invalid_input", "folder_path");
            post(data(usecase, "upload-url"), object().put("bucket", bucket).put("key", folder + "new.txt"))
                    .expectProblem(400, "invalid_input", "key");
        }
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
        RecordedResponse response = get(data(newUsecase(), "folders"));
        response.expectProblem(400, "incomplete_configuration", "bucket");
        assertThat(response.text("detail")).contains("data_s3_bucket");
    }

    @Test
    protected void folders_ofABucketInAnotherAccount_areDenied() {
        String bucket = newBucket(newCrossAccountUsecase());
        RecordedResponse response = get(data(newUsecase(), "folders?bucket=" + bucket));
        response.expectProblem(502, "data_account_denied", "");
        assertThat(response.text("detail"))
                .contains("s3:ListBucket", bucket, arn(accounts().own()).value());
    }

    private RecordedResponse list(String usecase, String bucket, String prefix) {
        return get(data(usecase, "folders?bucket=" + bucket + "&prefix=" + prefix))
                .expect(200);
    }
}
