package io.dataaccount.http.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import io.dataaccount.http.local.DataAccountServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page with an S3 that fails. The server runs in this process, because S3 in the process of the jar cannot be
 * made to fail.
 */
class FailingS3IT extends BrowserTest {
    private static final String BUCKET = "failing-now-and-then";

    private final DataAccountServer running = DataAccountServer.start();

    @AfterAll
    void stop() {
        running.close();
    }

    @Override
    protected URI server() {
        return running.uri();
    }

    @BeforeEach
    void createBucket() {
        Stored.post(server() + "/api/v1/usecases/demo/data/buckets", "{\"bucket_name\":\"" + BUCKET + "\"}");
    }

    @Test
    void upload_despiteFailuresAndAnExpiredUrl_isComplete(@TempDir Path folder) throws IOException {
        Path root = folder.resolve("images");
        Map<String, Long> expected = new TreeMap<>();
        Files.createDirectories(root);
        for (int i = 0; i < 60; i++) {
            Path file = Files.writeString(root.resolve("image " + i + ".txt"), "image number " + i);
            expected.put("images/" + file.getFileName(), Files.size(file));
        }
        AtomicInteger expired = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        portal.page().route(url -> url.contains("/image%207.txt?"), route -> expireOnce(route, expired));
        portal.page().onResponse(response -> {
            if (response.request().method().equals("PUT") && response.status() >= 400) {
                refused.incrementAndGet();
            }
        });
        for (int i = 0; i < 8; i++) {
            running.aws().failNext("PutObject", i % 2 == 0 ? "SlowDown" : "InternalError", i % 2 == 0 ? 503 : 500);
        }

        portal.openBucket("demo", BUCKET);
        portal.chooseFolder(root);
        assertThat(portal.outcome()).contains("60 files").doesNotContain("failed");
        assertThat(Stored.files(server(), "demo", BUCKET, "")).isEqualTo(expected);
        assertThat(expired).hasValueGreaterThanOrEqualTo(2);
        assertThat(refused).hasValueGreaterThanOrEqualTo(9);
    }

    /** Replaces the first URL of the file by an expired one. */
    private static void expireOnce(Route route, AtomicInteger asked) {
        if (route.request().method().equals("PUT") && asked.getAndIncrement() == 0) {
            String old = route.request()
                    .url()
                    .replaceFirst("X-Amz-Date=[0-9]{8}", "X-Amz-Date=20261101")
                    .replaceFirst("%2F[0-9]{8}%2F", "%2F20261101%2F");
            route.resume(new Route.ResumeOptions().setUrl(old));
        } else {
            route.resume();
        }
    }

    @Test
    void upload_intoADenyingBucket_saysWhyAndCanBeRetried(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("denied.txt"), "content");
        running.aws().failAlways("PutObject", "AccessDenied", 403);
        portal.openBucket("demo", BUCKET);
        portal.chooseFiles(file);
        assertThat(portal.outcome()).contains("1 file failed");
        assertThat(portal.page().getByTestId("upload-failed").innerText()).contains("denied.txt");
        Screens.take(portal.page(), "denied");
        Axe.assertAccessible(portal.page(), "denied");
        running.aws().stopFailing();
        portal.press("Retry all");
        com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat(portal.row("denied.txt"))
                .isVisible();
        assertThat(portal.outcome()).contains("1 file").doesNotContain("failed");
    }
}
