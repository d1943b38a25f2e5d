package io.dataaccount.testkit.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dataaccount.testkit.embedded.Cloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;

@RunsClient(ClientProgram.AWS_CLI)
class AwsCliIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    private final ClientCloud cloud;

    AwsCliIT(ClientCloud cloud) {
        this.cloud = cloud;
    }

    @ParameterizedTest
    @EnumSource
    void s3_syncsMovesPresignsListsAndDeletes(ClientCaller caller) throws Exception {
        ClientProcess aws = aws(caller);
        String name = caller.bucket(ClientProgram.AWS_CLI);
        String bucket = "s3://" + name;
        cloud.s3.createBucket(r -> r.bucket(name));
        Path files = ClientProcess.files(directory.resolve("files"));
        Map<String, String> tree = ClientProcess.tree(files);

        assertThat(s3(aws, "sync", "files", bucket + "/in").lines()).hasSize(tree.size());
        assertThat(s3(aws, "sync", "files", bucket + "/in")).isEmpty();
        s3(aws, "mv", "--recursive", bucket + "/in", bucket + "/copy of");
        s3(aws, "sync", bucket + "/copy of", "back");
        assertThat(ClientProcess.tree(directory.resolve("back"))).isEqualTo(tree);

        String url = s3(aws, "presign", bucket + "/copy of/a b+c%/ü&'=.txt").strip();
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                        .body())
                .isEqualTo("odd");

        assertThat(s3(aws, "ls", "--recursive", "s3://" + ClientCloud.MANY).lines())
                .hasSize(ClientCloud.KEYS.size());
        String list = caller == ClientCaller.SERVER ? "list-objects" : "list-objects-v2";
        assertThat(s3api(aws, list, "--bucket", ClientCloud.MANY).findValuesAsText("Key"))
                .isEqualTo(ClientCloud.KEYS);
        assertThat(s3(aws, "rb", "--force", bucket)).contains("remove_bucket: ");
    }

    @Test
    void s3api_listsKeysWithControlCharacters() throws IOException {
        ClientProcess aws = aws(ClientCaller.SERVER);
        cloud.s3.createBucket(r -> r.bucket("control-characters"));
        List<String> keys = List.of("boto/a\u0001b \u001f.txt", "boto/a\u0001c.txt");
        keys.forEach(
                key -> cloud.s3.putObject(r -> r.bucket("control-characters").key(key), RequestBody.fromString("v")));
        for (String list : List.of("list-objects-v2", "list-object-versions")) {
            JsonNode listed =
                    s3api(aws, list, "--bucket", "control-characters", "--prefix", "boto/a\u0001", "--page-size", "1");
            assertThat(listed.findValuesAsText("Key")).isEqualTo(keys);
        }
    }

    @Test
    void s3api_uploadsInParts() throws Exception {
        ClientProcess aws = new ClientProcess(
                ClientProgram.AWS_CLI, directory, cloud.environment(cloud.credentials(ClientCaller.ROLE)));
        cloud.s3.createBucket(r -> r.bucket("parts"));
        Files.writeString(directory.resolve("body"), "v".repeat(1000));
        String id = s3api(aws, "create-multipart-upload", "--bucket", "parts", "--key", "big")
                .get("UploadId")
                .asText();
        String[] upload = {"--bucket", "parts", "--key", "big", "--upload-id", id};
        String etag = s3api(aws, "upload-part", upload, "--part-number", "1", "--body", "body")
                .get("ETag")
                .asText();
        assertThat(s3api(aws, "list-parts", upload).get("Parts").findValuesAsText("ETag"))
                .containsExactly(etag);
        assertThat(s3api(aws, "list-multipart-uploads", "--bucket", "parts").findValuesAsText("UploadId"))
                .containsExactly(id);
        String parts = "{\"Parts\": [{\"PartNumber\": 1, \"ETag\": " + JSON.writeValueAsString(etag) + "}]}";
        s3api(aws, "complete-multipart-upload", upload, "--multipart-upload", parts);
        s3api(aws, "delete-objects", "--bucket", "parts", "--delete", "{\"Objects\": [{\"Key\": \"big\"}]}");
        assertThat(cloud.s3.listObjectsV2(r -> r.bucket("parts")).contents()).isEmpty();
    }

    /** The session of a role is one that this client gets from STS. */
    private ClientProcess aws(ClientCaller caller) throws IOException {
        Map<String, String> environment = cloud.environment(cloud.credentials(ClientCaller.SERVER));
        ClientProcess server = new ClientProcess(ClientProgram.AWS_CLI, directory, environment);
        if (caller == ClientCaller.SERVER) {
            return server;
        }
        JsonNode session = JSON.readTree(server.run(
                        "sts",
                        "assume-role",
                        "--endpoint-url",
                        cloud.stsEndpoint().toString(),
                        "--role-arn",
                        Cloud.ROLE.arn(),
                        "--role-session-name",
                        "client"))
                .get("Credentials");
        environment.put("AWS_ACCESS_KEY_ID", session.get("AccessKeyId").asText());
        environment.put("AWS_SECRET_ACCESS_KEY", session.get("SecretAccessKey").asText());
        environment.put("AWS_SESSION_TOKEN", session.get("SessionToken").asText());
        return new ClientProcess(ClientProgram.AWS_CLI, directory, environment);
    }

    private String s3(ClientProcess aws, String... arguments) {
        return aws.run(Stream.of(
                        Stream.of("s3"),
                        Stream.of(arguments),
                        Stream.of("--endpoint-url", cloud.s3Endpoint().toString()),
                        Stream.of("cp", "mv", "sync").anyMatch(arguments[0]::equals)
                                ? Stream.of("--no-progress")
                                : Stream.<String>of())
                .flatMap(each -> each)
                .toArray(String[]::new));
    }

    private JsonNode s3api(ClientProcess aws, String operation, String[] upload, String... arguments)
            throws IOException {
        return s3api(
                aws,
                Stream.concat(Stream.of(operation), Stream.concat(Stream.of(upload), Stream.of(arguments)))
                        .toArray(String[]::new));
    }

    private JsonNode s3api(ClientProcess aws, String... arguments) throws IOException {
        String output = aws.run(Stream.of(
                        Stream.of("s3api"),
                        Stream.of(arguments),
                        Stream.of(
                                "--output",
                                "json",
                                "--endpoint-url",
                                cloud.s3Endpoint().toString()))
                .flatMap(each -> each)
                .toArray(String[]::new));
        return JSON.readTree(output.getBytes(UTF_8));
    }
}
