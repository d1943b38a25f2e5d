package io.dataaccount.http.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import io.dataaccount.http.cli.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Measures the page: the time until it can be used, and the time to upload many small files, compared with curl
 * sending the same requests to the same server with the same concurrency. Arguments: the number of files, the number
 * of rounds.
 */
public final class UploadBenchmark {
    private static final int BYTES = 10_000;
    private static final int BATCH = 1000;
    private static final String PARALLEL = "6";
    private static final String WATCH = """
            window.tasks = [];
            new PerformanceObserver(list => list.getEntries().forEach(each => window.tasks.push(each.duration)))
              .observe({ type: 'longtask', buffered: true });
            """;
    private static final String LOADED = """
            () => ({ shown: performance.getEntriesByName('first-contentful-paint')[0].startTime, usable: performance.now(),
              bytes: performance.getEntriesByType('resource').reduce((sum, each) => sum + each.encodedBodySize, 0) })
            """;

    private final Chromium chromium;
    private final ServerProcess server;
    private final Path folder;
    private final List<Path> files = new ArrayList<>();

    private UploadBenchmark(Chromium chromium, ServerProcess server, Path folder) {
        this.chromium = chromium;
        this.server = server;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int count = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        Path directory = Files.createTempDirectory("upload-benchmark");
        try (Chromium chromium = Chromium.launch();
                ServerProcess server = ServerProcess.start(Files.createDirectory(directory.resolve("server")))) {
            UploadBenchmark benchmark =
                    new UploadBenchmark(chromium, server, Files.createDirectory(directory.resolve("images")));
            benchmark.makeFiles(count);
            System.out.printf(
                    "%s, Chromium %s, %d processors, %d files of %d bytes%n",
                    System.getProperty("java.runtime.version"),
                    chromium.browser().version(),
                    Runtime.getRuntime().availableProcessors(),
                    count,
                    BYTES);
            for (int i = 0; i < 5; i++) {
                benchmark.load();
            }
            for (int i = 1; i <= rounds; i++) {
                benchmark.byPage("by-page-" + i);
                benchmark.byCurl("by-curl-" + i);
            }
        } finally {
            delete(directory);
        }
    }

    private void makeFiles(int count) throws IOException {
        byte[] content = new byte[BYTES];
        Random random = new Random(1);
        for (int i = 0; i < count; i++) {
            random.nextBytes(content);
            files.add(Files.write(folder.resolve("image" + i + ".jpg"), content));
        }
    }

    /** The time from an empty cache to a list of use cases that reacts to clicks. */
    private void load() {
        try (BrowserContext context = chromium.browser().newContext()) {
            Portal portal = new Portal(server.api(), context);
            portal.openUsecases();
            assertThat(portal.row("demo")).isVisible();
            System.out.println("load: " + portal.page().evaluate(LOADED));
        }
    }

    private void byPage(String bucket) {
        create(bucket);
        try (BrowserContext context = chromium.browser().newContext()) {
            Portal portal = new Portal(server.api(), context);
            portal.page().addInitScript(WATCH);
            portal.openBucket("demo", bucket);
            long start = System.nanoTime();
            portal.chooseFolder(folder);
            long chosen = System.nanoTime();
            String outcome = portal.outcome();
            Duration all = Duration.ofNanos(System.nanoTime() - start);
            Object tasks = portal.page()
                    .evaluate(
                            "() => ({ count: tasks.length, sum: tasks.reduce((a, b) => a + b, 0), max: Math.max(0, ...tasks) })");
            System.out.printf(
                    Locale.ROOT,
                    "page: %.1f s with choosing (%.1f s until the files are handed over); \"%s\"; long tasks in ms %s; heap %.1f MB%n",
                    all.toMillis() / 1000.0,
                    (chosen - start) / 1e9,
                    outcome,
                    tasks,
                    heap(context, portal) / 1e6);
        }
    }

    /** The heap in use after a garbage collection. */
    private static double heap(BrowserContext context, Portal portal) {
        CDPSession session = context.newCDPSession(portal.page());
        session.send("HeapProfiler.collectGarbage");
        JsonObject usage = session.send("Runtime.getHeapUsage");
        return usage.get("usedSize").getAsDouble();
    }

    private void byCurl(String bucket) throws IOException, InterruptedException {
        create(bucket);
        long start = System.nanoTime();
        StringBuilder config = new StringBuilder();
        for (int from = 0; from < files.size(); from += BATCH) {
            List<Path> some = files.subList(from, Math.min(files.size(), from + BATCH));
            JsonNode uploads = sign(bucket, some).get("uploads");
            for (int i = 0; i < some.size(); i++) {
                config.append("upload-file = \"").append(some.get(i)).append("\"\n");
                config.append("url = \"")
                        .append(uploads.get(i).get("upload_url").asText())
                        .append("\"\n");
            }
        }
        Path script = Files.writeString(folder.resolveSibling("curl.config"), config);
        long signed = System.nanoTime();
        Process curl = new ProcessBuilder(
                        "curl",
                        "--silent",
                        "--fail",
                        "--parallel",
                        "--parallel-max",
                        PARALLEL,
                        "--header",
                        "Content-Type: image/jpeg",
                        "--header",
                        "Expect:",
                        "--config",
                        script.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!curl.waitFor(30, TimeUnit.MINUTES) || curl.exitValue() != 0) {
            throw new IllegalStateException("curl failed: " + curl);
        }
        long sent = System.nanoTime();
        int stored = Stored.files(server.api(), "demo", bucket, "").size();
        System.out.printf(
                Locale.ROOT,
                "curl: %.1f s, of which signing %.1f s; %d files stored%n",
                (sent - start) / 1e9,
                (signed - start) / 1e9,
                stored);
    }

    private JsonNode sign(String bucket, List<Path> some) {
        ObjectNode body = new JsonMapper().createObjectNode().put("bucket", bucket);
        ArrayNode wanted = body.putArray("files");
        some.forEach(file -> wanted.addObject()
                .put("filename", file.getFileName().toString())
                .put("content_type", "image/jpeg"));
        return Stored.post(server.api() + "/api/v1/usecases/demo/data/batch-upload-urls", body.toString());
    }

    private void create(String bucket) {
        Stored.post(server.api() + "/api/v1/usecases/demo/data/buckets", "{\"bucket_name\":\"" + bucket + "\"}");
    }

    private static void delete(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
