package io.dataaccount.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@RunsClient(ClientProgram.RCLONE)
class RcloneIT {
    @TempDir
    Path directory;

    private final ClientCloud cloud;

    RcloneIT(ClientCloud cloud) {
        this.cloud = cloud;
    }

    @ParameterizedTest
    @EnumSource
    void client_copiesSyncsPresignsAndDeletes(ClientCaller caller) throws Exception {
        Map<String, String> environment = cloud.environment(cloud.credentials(caller));
        environment.put("RCLONE_CONFIG_S3_TYPE", "s3");
        // as Minio it lists with version 2 and encoding-type=url, as Other with version 1 and without encoding; as AWS
        // it
        // has no path style
        environment.put("RCLONE_CONFIG_S3_PROVIDER", caller == ClientCaller.SERVER ? "Minio" : "Other");
        environment.put("RCLONE_CONFIG_S3_ENV_AUTH", "true");
        environment.put("RCLONE_CONFIG_S3_REGION", ClientCloud.REGION);
        environment.put("RCLONE_CONFIG_S3_ENDPOINT", cloud.s3Endpoint().toString());
        environment.put("RCLONE_S3_UPLOAD_CUTOFF", "5M");
        environment.put("RCLONE_S3_COPY_CUTOFF", "5M");
        environment.put("RCLONE_S3_CHUNK_SIZE", "5M");
        environment.put("RCLONE_RETRIES", "1");
        environment.put("RCLONE_LOW_LEVEL_RETRIES", "1");
        ClientProcess rclone = new ClientProcess(ClientProgram.RCLONE, directory, environment);
        String bucket = "s3:" + caller.bucket(ClientProgram.RCLONE);
        Path files = ClientProcess.files(directory.resolve("files"));
        Map<String, String> tree = ClientProcess.tree(files);

        rclone.run("mkdir", bucket);
        rclone.run("sync", "files", bucket + "/in");
        assertThat(rclone.result("sync", "-v", "files", bucket + "/in").errors())
                .contains("nothing to transfer");
        rclone.run("check", "--download", "files", bucket + "/in");
        rclone.run("copy", bucket + "/in", bucket + "/copy of");
        rclone.run("moveto", bucket + "/copy of/plain.txt", bucket + "/copy of/moved.txt");
        rclone.run("touch", "--no-create", "--timestamp", "2021-02-03T04:05:06", bucket + "/copy of/moved.txt");
        assertThat(rclone.run("lsf", "--format", "tp", bucket + "/copy of/moved.txt"))
                .contains("2021-02-03 04:05:06;moved.txt");
        rclone.run("moveto", bucket + "/copy of/moved.txt", bucket + "/copy of/plain.txt");
        rclone.run("sync", bucket + "/copy of", "back");
        assertThat(ClientProcess.tree(directory.resolve("back"))).isEqualTo(tree);

        String url = rclone.run("link", bucket + "/in/a b+c%/ü&'=.txt").strip();
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                        .body())
                .isEqualTo("odd");

        assertThat(rclone.run("lsf", "--recursive", "--files-only", "s3:" + ClientCloud.MANY)
                        .lines()
                        .sorted())
                .isEqualTo(ClientCloud.KEYS);
        rclone.run("cleanup", bucket);
        rclone.run("delete", bucket + "/in");
        rclone.run("purge", bucket);
        assertThat(cloud.s3.listBuckets().buckets()).noneMatch(each -> bucket.endsWith(":" + each.name()));
    }
}
