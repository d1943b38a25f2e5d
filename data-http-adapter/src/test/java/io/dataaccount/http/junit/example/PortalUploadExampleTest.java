package io.dataaccount.http.junit.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.http.junit.DataAccountExtension;
import io.dataaccount.http.local.DataAccountServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DataAccountExtension.class)
class PortalUploadExampleTest {
    private static final Pattern UPLOAD_URL = Pattern.compile("\"upload_url\":\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI data;

    PortalUploadExampleTest(DataAccountServer server) {
        this.data = server.uri().resolve("/api/v1/usecases/demo/data/");
    }

    @Test
    void upload_isListedInItsFolder() throws Exception {
        assertThat(post("buckets", "{\"bucket_name\": \"portal-example\"}").statusCode())
                .isEqualTo(201);

        HttpResponse<String> created = post(
                "upload-url",
                "{\"bucket\": \"portal-example\", \"key\": \"images/1.jpg\", \"content_type\": \"image/jpeg\"}");
        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(put(uploadUrl(created), "image/jpeg", new byte[] {1, 2, 3}).statusCode())
                .isEqualTo(200);

        HttpResponse<String> listed = get("folders?bucket=portal-example&prefix=images/");
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(listed.body()).contains("\"key\":\"images/1.jpg\"", "\"size\":3");
    }

    @Test
    void listBuckets_deniedByS3_isBadGateway(DataAccountServer server) throws Exception {
        server.aws().failAlways("ListBuckets", "AccessDenied", 403);
        try {
            HttpResponse<String> denied = get("buckets");
            assertThat(denied.statusCode()).isEqualTo(502);
            assertThat(denied.body()).contains("data_account_denied", "s3:ListAllMyBuckets");
        } finally {
            server.aws().stopFailing();
        }
    }

    /** A portal reads the response with its JSON library. */
    private static URI uploadUrl(HttpResponse<String> response) {
        Matcher url = UPLOAD_URL.matcher(response.body());
        assertThat(url.find()).isTrue();
        return URI.create(url.group(1));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(data.resolve(path)));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(data.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> put(URI url, String contentType, byte[] content)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url)
                .header("Content-Type", contentType)
                .PUT(BodyPublishers.ofByteArray(content)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
