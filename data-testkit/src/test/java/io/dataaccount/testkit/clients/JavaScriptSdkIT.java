package io.dataaccount.testkit.clients;

import static io.dataaccount.testkit.clients.Boto3IT.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The steps are in {@code javascript_sdk.mjs}. */
@RunsClient(ClientProgram.JAVASCRIPT_SDK)
class JavaScriptSdkIT {
    @TempDir
    Path directory;

    private final ClientCloud cloud;

    JavaScriptSdkIT(ClientCloud cloud) {
        this.cloud = cloud;
    }

    @ParameterizedTest
    @EnumSource
    void client_copiesListsPresignsAndDeletes(ClientCaller caller) throws Exception {
        String bucket = caller.bucket(ClientProgram.JAVASCRIPT_SDK);
        cloud.s3.createBucket(r -> r.bucket(bucket));
        JsonNode found = new JsonMapper()
                .readTree(new ClientProcess(
                                ClientProgram.JAVASCRIPT_SDK, directory, cloud.environment(cloud.credentials(caller)))
                        .run(ClientProgram.SCRIPTS.resolve("javascript_sdk.mjs").toString(), bucket));
        assertThat(found.get("streamed").asText()).isEqualTo("streamed");
        assertThat(found.get("metadata")).hasToString("{\"by\":\"js\"}");
        assertThat(texts(found, "big")).containsExactly("6291456", "2");
        assertThat(texts(found, "many")).isEqualTo(ClientCloud.KEYS);
        assertThat(texts(found, "folders")).hasSize(30);
        // this client does not decode what it asked to be encoded
        assertThat(texts(found, "oddEncoded"))
                .allMatch(key -> key.matches("boto/a%[01][0-9A-F]b\\.txt"))
                .hasSize(31);
        assertThat(texts(found, "oddV1")).isEqualTo(texts(found, "oddEncoded"));
        assertThat(texts(found, "oddPlain")).isEqualTo(texts(found, "odd"));
        assertThat(found.get("put").asInt()).isEqualTo(200);
        assertThat(found.get("got").asText()).isEqualTo("a=b");
        assertThat(found.get("deleted").asInt()).isEqualTo(5);
        assertThat(texts(found, "left")).isEmpty();
    }
}
