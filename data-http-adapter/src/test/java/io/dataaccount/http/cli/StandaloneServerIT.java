package io.dataaccount.http.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.http.Portal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The jar as a user runs it: from an empty directory to uploaded files, and again after a restart. */
class StandaloneServerIT {
    private static final String ROLE = "arn:aws:iam::333333333333:role/TeamDataRole";
    private static final String EXTERNAL_ID = "team-external-id";
    private static final String USECASE = """
            {"usecase_id": "team", "name": "The team", "account_id": "111111111111", "owner": "ana",
             "data_account_id": "333333333333", "data_account_role_arn": "%s", "data_account_external_id": "%s"}
            """.formatted(ROLE, EXTERNAL_ID);
    private static final Map<String, byte[]> FILES = Map.of(
            "readme.txt", "read me".getBytes(UTF_8),
            "run 1/größe+100%.jpg", new byte[4096],
            "run 1/日本.bin", "日本".getBytes(UTF_8));

    @TempDir
    Path directory;

    @Test
    void fromNothing_toUploadedFiles_andAgainAfterARestart() {
        try (ServerProcess server = start()) {
            Portal portal = new Portal(server.api());
            createBucketAndFolder(portal);
            uploadOne(portal);
            uploadMany(portal);
            assertEverythingIsThere(server);
            assertThat(server.stop()).isEqualTo(143);
        }
        try (ServerProcess server = start()) {
            assertEverythingIsThere(server);
            server.kill();
        }
        try (ServerProcess server = start()) {
            assertEverythingIsThere(server);
            Portal portal = new Portal(server.api());
            JsonNode grant = grant(portal, "datasets/after.txt", "text/plain", 60);
            assertThat(portal.upload(grant, new byte[1]).statusCode()).isEqualTo(200);
        }
    }

    private ServerProcess start() {
        return ServerProcess.start(directory, "--origin", Portal.ORIGIN, "--role", ROLE, EXTERNAL_ID);
    }

    private static void createBucketAndFolder(Portal portal) {
        portal.post("", USECASE, 201);
        JsonNode bucket = portal.post("/team/data/buckets", """
                {"bucket_name": "team-data", "region": "eu-central-1", "enable_versioning": true, "encryption": "AES256"}
                """, 201);
        assertThat(bucket.get("arn").asText()).isEqualTo("arn:aws:s3:::team-data");
        assertThat(bucket.get("warnings")).isEmpty();
        portal.post(
                "/team/data/configure", "{\"data_s3_bucket\": \"team-data\", \"data_s3_prefix\": \"datasets/\"}", 200);
        portal.post("/team/data/folders", "{\"folder_path\": \"datasets/empty/\"}", 201);
    }

    private static void uploadOne(Portal portal) {
        JsonNode grant = grant(portal, "datasets/readme.txt", "text/plain; charset=utf-8", 3600);
        HttpResponse<byte[]> stored = portal.upload(grant, content("readme.txt"));
        assertThat(stored.statusCode()).isEqualTo(200);
        portal.assertReadable(stored);

        assertRefused(
                portal,
                changed(grant, "upload_url", grant.get("upload_url").asText().replace("readme", "readyou")));
        assertRefused(
                portal,
                changed(grant, "upload_url", grant.get("upload_url").asText().replace("Expires=3", "Expires=9")));
        ObjectNode otherType = grant.deepCopy();
        otherType.withObject("headers").put("content-type", "text/html");
        assertRefused(portal, otherType);
        assertRefusedWhenExpired(portal);
    }

    private static JsonNode changed(JsonNode grant, String field, String value) {
        assertThat(grant.get(field).asText()).isNotEqualTo(value);
        ObjectNode changed = grant.deepCopy();
        return changed.put(field, value);
    }

    private static void assertRefused(Portal portal, JsonNode grant) {
        HttpResponse<byte[]> refused = portal.upload(grant, "evil".getBytes(UTF_8));
        assertThat(refused.statusCode()).as(new String(refused.body(), UTF_8)).isEqualTo(403);
        portal.assertReadable(refused);
    }

    /** Uploads until the URL has expired, after one second. */
    private static void assertRefusedWhenExpired(Portal portal) {
        JsonNode grant = grant(portal, "datasets/readme.txt", "text/plain; charset=utf-8", 1);
        Instant tooLate = Instant.now().plus(Duration.ofMinutes(1));
        while (portal.upload(grant, content("readme.txt")).statusCode() != 403) {
            assertThat(Instant.now()).as("the URL does not end").isBefore(tooLate);
        }
    }

    private static void uploadMany(Portal portal) {
        List<String> names = FILES.keySet().stream()
                .filter(name -> name.startsWith("run"))
                .sorted()
                .toList();
        JsonNode batch = portal.post(
                "/team/data/batch-upload-urls",
                "{\"files\": [{\"filename\": \"%s\"}, {\"filename\": \"%s\", \"content_type\": \"image/jpeg\"}]}"
                        .formatted(names.get(0), names.get(1)),
                200);
        assertThat(batch.get("uploads")).hasSize(2);
        for (JsonNode grant : batch.get("uploads")) {
            byte[] content = content(grant.get("filename").asText());
            assertThat(portal.upload(grant, content).statusCode()).isEqualTo(200);
        }
    }

    private void assertEverythingIsThere(ServerProcess server) {
        Portal portal = new Portal(server.api());
        assertThat(portal.get("/team").get("owner").asText()).isEqualTo("ana");
        assertThat(portal.get("/demo").get("usecase_id").asText()).isEqualTo("demo");
        assertThat(portal.get("/demo-cross").get("data_account_id").asText()).isEqualTo("222222222222");
        JsonNode bucket = portal.get("/team/data/buckets").get("buckets").get(0);
        assertThat(bucket.get("name").asText()).isEqualTo("team-data");
        assertThat(bucket.get("region").asText()).isEqualTo("eu-central-1");
        assertThat(bucket.get("is_configured").asBoolean()).isTrue();

        JsonNode top = portal.get("/team/data/folders");
        assertThat(StreamSupport.stream(top.get("folders").spliterator(), false)
                        .map(each -> each.get("name").asText()))
                .containsExactly("empty/", "run 1/");
        Map<String, Long> sizes = new TreeMap<>();
        for (JsonNode listing : List.of(top, portal.get("/team/data/folders?prefix=datasets/run%201/"))) {
            listing.get("files")
                    .forEach(file ->
                            sizes.put(file.get("key").asText(), file.get("size").asLong()));
        }
        Map<String, Long> expected = new TreeMap<>();
        FILES.forEach((name, content) -> expected.put("datasets/" + name, (long) content.length));
        assertThat(sizes).isEqualTo(expected);
        assertContentsAreRight(server);
    }

    /** Reads with a client of the data account that does not use our server. */
    private void assertContentsAreRight(ServerProcess server) {
        try (S3Client s3 = dataAccountsOwnClient(server)) {
            FILES.forEach((name, content) -> assertThat(
                            s3.getObjectAsBytes(get -> get.bucket("team-data").key("datasets/" + name))
                                    .asByteArray())
                    .as(name)
                    .isEqualTo(content));
        }
    }

    private S3Client dataAccountsOwnClient(ServerProcess server) {
        ProfileFile credentials = ProfileFile.builder()
                .content(directory.resolve(".data-account/credentials"))
                .type(ProfileFile.Type.CREDENTIALS)
                .build();
        try (ProfileCredentialsProvider keys = ProfileCredentialsProvider.builder()
                        .profileFile(credentials)
                        .build();
                StsClient sts = StsClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .region(Region.EU_CENTRAL_1)
                        .endpointOverride(server.sts())
                        .credentialsProvider(keys)
                        .build()) {
            Credentials session = sts.assumeRole(
                            role -> role.roleArn(ROLE).externalId(EXTERNAL_ID).roleSessionName("reader"))
                    .credentials();
            return S3Client.builder()
                    .httpClient(UrlConnectionHttpClient.create())
                    .region(Region.EU_CENTRAL_1)
                    .endpointOverride(server.s3())
                    .forcePathStyle(true)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                            session.accessKeyId(), session.secretAccessKey(), session.sessionToken())))
                    .build();
        }
    }

    private static byte[] content(String name) {
        return requireNonNull(FILES.get(name), name);
    }

    private static JsonNode grant(Portal portal, String key, String contentType, int expiresIn) {
        String body = "{\"key\": \"%s\", \"content_type\": \"%s\", \"expires_in\": %d}"
                .formatted(key, contentType, expiresIn);
        return portal.post("/team/data/upload-url", body, 200);
    }
}
