package io.dataaccount.http.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadIT extends JarTest {
    private static final long LARGE = 200L << 20;
    private static final Pattern PART = Pattern.compile("[?&]partNumber=([0-9]+)&");

    private static int buckets;

    private String bucket = "";

    @BeforeEach
    void createBucket() {
        bucket = "uploads-" + ++buckets;
        Stored.post(server() + "/api/v1/usecases/demo/data/buckets", "{\"bucket_name\":\"" + bucket + "\"}");
    }

    private Map<String, Long> stored() {
        return Stored.files(server(), "demo", bucket, "");
    }

    @Test
    void folderTreeOf300Files_andAFileOf200Megabytes_arriveComplete(@TempDir Path folder) throws IOException {
        Path root = folder.resolve("run1");
        Map<String, Long> expected = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            String name = "class-" + i % 7 + "/deeper/image " + i + ".txt";
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "image number " + i);
            expected.put("run1/" + name, Files.size(file));
        }
        large(root.resolve("film.bin"));
        expected.put("run1/film.bin", LARGE);

        portal.openBucket("demo", bucket);
        List<String> taken = new CopyOnWriteArrayList<>();
        portal.page().onResponse(response -> note(response, taken));
        portal.chooseFolder(root);
        portal.page().waitForCondition(() -> taken.size() > 100);
        Screens.take(portal.page(), "uploading");
        Axe.assertAccessible(portal.page(), "uploading");
        assertThat(portal.outcome()).contains("301 files");

        assertThat(stored()).isEqualTo(expected);
        assertThat(content("image 299.txt")).isEqualTo("image number 299");
        assertThat(portal.row("run1/")).isVisible();
        Screens.take(portal.page(), "tree-uploaded");
    }

    @Test
    void uploadAfterAReload_continuesWhereItStopped(@TempDir Path folder) throws IOException {
        Path root = folder.resolve("mixed");
        Files.createDirectories(root);
        Map<String, Long> expected = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            Files.writeString(root.resolve("small " + i + ".txt"), "small " + i);
            expected.put("mixed/small " + i + ".txt", Files.size(root.resolve("small " + i + ".txt")));
        }
        large(root.resolve("film.bin"));
        expected.put("mixed/film.bin", LARGE);
        List<String> taken = new CopyOnWriteArrayList<>();
        portal.page().onResponse(response -> note(response, taken));

        portal.openBucket("demo", bucket);
        portal.chooseFolder(root);
        portal.page().waitForCondition(() -> parts(taken).size() >= 3 && taken.size() > 10);
        portal.page().reload();
        assertThat(portal.page().getByTestId("upload-interrupted")).isVisible();
        Screens.take(portal.page(), "interrupted");
        Axe.assertAccessible(portal.page(), "interrupted");
        List<String> before = List.copyOf(taken);
        taken.clear();
        portal.chooseFolder(root);
        portal.outcome();

        assertThat(stored()).isEqualTo(expected);
        assertThat(parts(before)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(parts(taken)).isNotEmpty().doesNotContainAnyElementsOf(parts(before));
        assertThat(taken).doesNotContainAnyElementsOf(before);
    }

    @Test
    void newFilesAfterAReload_areTaken_andTheInterruptedUploadStays(@TempDir Path folder) throws IOException {
        Path film = folder.resolve("film.bin");
        large(film);
        Path other = Files.createDirectories(folder.resolve("other"));
        Map<String, Long> expected = new TreeMap<>();
        for (int i = 0; i < 30; i++) {
            Files.writeString(other.resolve(i + ".txt"), "new");
            expected.put("other/" + i + ".txt", 3L);
        }
        List<String> taken = new CopyOnWriteArrayList<>();
        portal.page().onResponse(response -> note(response, taken));
        portal.openBucket("demo", bucket);
        portal.chooseFiles(film);
        portal.page().waitForCondition(() -> parts(taken).size() >= 2);
        portal.page().reload();
        assertThat(portal.page().getByTestId("upload-interrupted")).isVisible();

        portal.chooseFolder(other);
        assertThat(portal.page().getByTestId("upload-outcome")).containsText("30 files");
        assertThat(stored()).isEqualTo(expected);
        assertThat(portal.page().getByTestId("upload-interrupted")).containsText("1 file");
        portal.press("Show files");
        assertThat(portal.page().getByTestId("upload-interrupted")).containsText("film.bin");
        Screens.take(portal.page(), "interrupted-and-new");
        Axe.assertAccessible(portal.page(), "interrupted-and-new");
        portal.press("Discard");
        assertThat(portal.page().getByTestId("upload-interrupted")).isHidden();
    }

    /** Identifies whole files by their path, and parts by their path and number. */
    private static void note(Response response, List<String> taken) {
        Request request = response.request();
        if (request.method().equals("PUT") && response.status() == 200) {
            Matcher part = PART.matcher(request.url());
            taken.add(request.url().replaceFirst("\\?.*", "") + (part.find() ? "#" + part.group(1) : ""));
        }
    }

    private static List<String> parts(List<String> taken) {
        return taken.stream().filter(each -> each.contains("#")).toList();
    }

    @Test
    void existingNames_areConfirmedBeforeTheUpload(@TempDir Path folder) throws IOException {
        Path first = Files.writeString(folder.resolve("a.txt"), "first");
        portal.openBucket("demo", bucket);
        portal.chooseFiles(first, Files.writeString(folder.resolve("b.txt"), "first"));
        assertThat(portal.outcome()).contains("2 files");

        List<String> puts = new ArrayList<>();
        portal.page().onRequest(request -> {
            if (request.method().equals("PUT")) {
                puts.add(request.url());
            }
        });
        Files.writeString(first, "the second");
        portal.chooseFiles(first, Files.writeString(folder.resolve("c.txt"), "first"));
        assertThat(portal.dialog()).containsText("a.txt");
        Screens.take(portal.page(), "names-taken");
        Axe.assertAccessible(portal.page(), "names-taken");
        assertThat(puts).isEmpty();
        portal.dialog().getByText("Keep both").first().click();
        portal.press("Continue");
        assertThat(portal.outcome()).contains("2 files");
        assertThat(stored())
                .containsExactlyInAnyOrderEntriesOf(Map.of("a.txt", 5L, "a (1).txt", 10L, "b.txt", 5L, "c.txt", 5L));
    }

    @Test
    void pausedUpload_continues_andCancelledUploadLeavesNothing(@TempDir Path folder) throws IOException {
        Path film = folder.resolve("film.bin");
        large(film);
        portal.openBucket("demo", bucket);
        portal.chooseFiles(film);
        portal.press("Pause");
        portal.awaitStage("paused");
        portal.press("Resume");
        portal.awaitStage("running");
        portal.press("Cancel the upload");
        assertThat(portal.outcome()).contains("cancelled");
        assertThat(stored()).isEmpty();
    }

    private static void large(Path file) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(LARGE);
            for (long at = 0; at < LARGE; at += 1 << 20) {
                content.seek(at);
                content.writeLong(at); // makes all parts different
            }
        }
    }

    /** The stored content of the one object whose key has this ending. */
    private static String content(String end) throws IOException {
        try (var files = Files.walk(directory)) {
            Path file = files.filter(each -> each.toString().endsWith(end))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(file, StandardCharsets.UTF_8);
        }
    }
}
