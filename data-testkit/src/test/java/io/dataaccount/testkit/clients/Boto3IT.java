package io.dataaccount.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The steps are in {@code boto3_client.py}. */
@RunsClient(ClientProgram.BOTO3)
class Boto3IT {
    @TempDir
    Path directory;

    private final ClientCloud cloud;

    Boto3IT(ClientCloud cloud) {
        this.cloud = cloud;
    }

    @ParameterizedTest
    @EnumSource
    void client_copiesListsPresignsAndDeletes(ClientCaller caller) throws Exception {
        String bucket = caller.bucket(ClientProgram.BOTO3);
        cloud.s3.createBucket(r -> r.bucket(bucket));
        // the session of a role is one that this client gets from STS
        JsonNode found = new JsonMapper()
                .readTree(new ClientProcess(
                                ClientProgram.BOTO3,
                                directory,
                                cloud.environment(cloud.credentials(ClientCaller.SERVER)))
                        .run(ClientProgram.SCRIPTS.resolve("boto3_client.py").toString(), caller.name(), bucket));
        assertThat(found.get("copied").asBoolean()).isTrue();
        assertThat(found.get("parts").asText()).isEqualTo("2");
        assertThat(found.get("metadata")).hasToString("{\"by\":\"boto3\"}");
        assertThat(texts(found, "many_v1")).isEqualTo(ClientCloud.KEYS);
        assertThat(texts(found, "many_v2")).isEqualTo(ClientCloud.KEYS);
        assertThat(texts(found, "folders")).hasSize(30);
        assertThat(texts(found, "odd_v1")).isEqualTo(texts(found, "odd"));
        assertThat(texts(found, "odd_v2")).isEqualTo(texts(found, "odd"));
        assertThat(texts(found, "odd_versions")).isEqualTo(texts(found, "odd"));
        assertThat(texts(found, "form")).containsExactly("a=b&acl=c", "application/x-www-form-urlencoded");
        assertThat(found.get("form_parts").asText()).isEqualTo("c=d&uploadId=e");
        assertThat(texts(found, "sigv2"))
                .containsExactly(
                        "400",
                        "InvalidRequest",
                        "The authorization mechanism you have provided is not supported. Please use"
                                + " AWS4-HMAC-SHA256.");
        assertThat(texts(found, "missing")).containsExactly("404", "NoSuchKey");
        assertThat(texts(found, "left")).isEmpty();
    }

    static List<String> texts(JsonNode found, String name) {
        return StreamSupport.stream(found.get(name).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
