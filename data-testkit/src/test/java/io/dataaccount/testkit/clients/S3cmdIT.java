package io.dataaccount.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

@RunsClient(ClientProgram.S3CMD)
class S3cmdIT {
    @TempDir
    Path directory;

    private final ClientCloud cloud;

    S3cmdIT(ClientCloud cloud) {
        this.cloud = cloud;
    }

    @ParameterizedTest
    @EnumSource
    void client_syncsMovesListsAndDeletes(ClientCaller caller) throws Exception {
        AwsCredentials credentials = cloud.credentials(caller);
        String host = cloud.s3Endpoint().getAuthority();
        Files.writeString(directory.resolve(".s3cfg"), """
                [default]
                access_key = %s
                secret_key = %s
                access_token = %s
                host_base = %s
                host_bucket = %s
                use_https = False
                multipart_chunk_size_mb = 5
                max_retries = 1
                """.formatted(
                        credentials.accessKeyId(),
                        credentials.secretAccessKey(),
                        credentials instanceof AwsSessionCredentials session ? session.sessionToken() : "",
                        host,
                        host));
        ClientProcess s3cmd = new ClientProcess(ClientProgram.S3CMD, directory, Map.of());
        String bucket = "s3://" + caller.bucket(ClientProgram.S3CMD);
        Path files = ClientProcess.files(directory.resolve("files"));
        Map<String, String> tree = ClientProcess.tree(files);

        s3cmd.run("mb", bucket);
        s3cmd.run("sync", "files/", bucket + "/in/");
        assertThat(s3cmd.run("sync", "files/", bucket + "/in/")).doesNotContain("upload:");
        s3cmd.run("mv", "--recursive", bucket + "/in/", bucket + "/copy/");
        s3cmd.run("sync", bucket + "/copy/", "back/");
        assertThat(ClientProcess.tree(directory.resolve("back"))).isEqualTo(tree);
        assertThat(s3cmd.run("info", bucket + "/copy/plain.txt")).contains("MIME type: text/plain");

        // in another region, which the client learns from the error
        String far = caller.bucket(ClientProgram.S3CMD) + "-far";
        s3cmd.run("mb", "--region", "eu-central-1", "s3://" + far);
        s3cmd.run("put", "--region", "us-east-1", "files/plain.txt", "s3://" + far);
        assertThat(s3cmd.run("ls", "--region", "us-east-1", "s3://" + far)).contains("s3://" + far + "/plain.txt");

        Stream<String> listed =
                s3cmd.run("ls", "--recursive", "s3://" + ClientCloud.MANY).lines();
        assertThat(listed.map(line -> line.split("/many/", 2)[1].replaceFirst("^.*s3://many/", "")))
                .isEqualTo(ClientCloud.KEYS);
        // the error for SigV2 makes this client repeat the request with SigV4
        assertThat(s3cmd.run("ls", "--signature-v2", bucket + "/copy/")).contains("/copy/plain.txt");
        s3cmd.run("del", "--recursive", "--force", bucket);
        s3cmd.run("rb", bucket);
    }
}
