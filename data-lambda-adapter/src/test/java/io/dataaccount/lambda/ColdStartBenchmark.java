package io.dataaccount.lambda;

import static io.dataaccount.lambda.FunctionFixture.USECASES;
import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures the time from the start of the function's process to its first response, and the time of a warm request,
 * compared with a function that does nothing. Prints tables in Markdown. Arguments: the number of rounds, then the Java
 * homes.
 */
final class ColdStartBenchmark {
    private static final String TEMPLATE_FLAGS = "-XX:+TieredCompilation -XX:TieredStopAtLevel=1";
    private static final String UPLOAD_URL = USECASES + "/team/data/upload-url";
    private static final String KEY = "{\"key\": \"run 1/image.jpg\", \"content_type\": \"image/jpeg\"}";

    private static final Pattern CLIENT_JAR = Pattern.compile("^(apache5-client|httpclient5|httpcore5)");

    private record Start(String name, String of, FunctionSetup setup) {}

    private record Times(List<Double> wall, List<Double> cpu) {}

    private final Path work;
    private final FunctionFixture fixture;
    private final Path hello;
    private final Path ours;

    private ColdStartBenchmark(Path work, FunctionFixture fixture) throws IOException {
        this.work = work;
        this.fixture = fixture;
        this.hello = work.resolve("hello");
        Files.createDirectories(hello.resolve("lib"));
        jar(HelloWorldHandler.class, hello.resolve("lib/hello.jar"));
        this.ours = Files.createDirectory(work.resolve("ours"));
        LambdaZip.unpack(ours);
    }

    public static void main(String[] arguments) throws Exception {
        for (String javaHome : List.of(arguments).subList(1, arguments.length)) {
            Path work = Files.createTempDirectory("benchmark");
            try (FunctionFixture fixture = FunctionFixture.start(Files.createDirectory(work.resolve("data")))) {
                new ColdStartBenchmark(work, fixture).on(Path.of(javaHome), Integer.parseInt(arguments[0]));
            }
        }
        System.exit(0); // DynamoDB Local does not stop its threads
    }

    private static void jar(Class<?> type, Path jar) throws IOException {
        String entry = type.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                var in = requireNonNull(type.getClassLoader()).getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            requireNonNull(in, "no such class").transferTo(out);
        }
    }

    private void on(Path javaHome, int rounds) throws Exception {
        Path layer = Files.createTempDirectory(work, "layer");
        LambdaArchive.record(javaHome, ours, fixture, layer, layer);
        String archive = TEMPLATE_FLAGS + " -XX:VMOptionsFile=" + layer.resolve(LambdaArchive.OPTIONS);
        FunctionSetup us = FunctionSetup.of(ours, fixture.environment()).on(javaHome);
        FunctionSetup nothing =
                new FunctionSetup(javaHome, hello, HelloWorldHandler.class.getName(), List.of(), fixture.environment());
        List<Start> starts = new ArrayList<>();
        starts.add(new Start("hello world, default flags", "hello world, default flags", nothing));
        starts.add(new Start(
                "hello world, template's flags", "hello world, template's flags", options(nothing, TEMPLATE_FLAGS)));
        starts.add(new Start("ours, default flags", "hello world, default flags", us));
        starts.add(new Start("ours, template's flags", "hello world, template's flags", options(us, TEMPLATE_FLAGS)));
        starts.add(new Start("ours, archive", "hello world, template's flags", options(us, archive)));
        starts.add(new Start(
                "ours, archive at a fixed address",
                "hello world, template's flags",
                options(us, archive + " -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0")));
        defaultClient(us)
                .ifPresent(it -> starts.add(new Start(
                        "ours with the SDK's default HTTP client, template's flags",
                        "hello world, template's flags",
                        options(it, TEMPLATE_FLAGS))));
        System.out.printf("%nJava %s: process start to first upload-url, ms, %d rounds%n%n", javaHome, rounds);
        cold(starts, rounds);
        warm("ours, template's flags", options(us, TEMPLATE_FLAGS));
        warm("ours, archive", options(us, archive));
        helloWarm(options(nothing, TEMPLATE_FLAGS));
    }

    private static FunctionSetup options(FunctionSetup setup, String options) {
        return setup.with("JAVA_TOOL_OPTIONS", options);
    }

    /** The same package with the SDK's default HTTP client instead of ours, if the default one is on the class path. */
    private Optional<FunctionSetup> defaultClient(FunctionSetup us) throws IOException {
        List<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> CLIENT_JAR.matcher(jar.getFileName().toString()).find())
                .toList();
        if (jars.isEmpty()) {
            return Optional.empty();
        }
        Path task = Files.createTempDirectory(work, "default-client");
        LambdaZip.unpack(task);
        for (Path jar : jars) {
            Files.copy(jar, task.resolve("lib").resolve(jar.getFileName()));
        }
        try (Stream<Path> lib = Files.list(task.resolve("lib"))) {
            for (Path jar : lib.filter(each -> each.toString().contains("url-connection-client"))
                    .toList()) {
                Files.delete(jar);
            }
        }
        jar(DefaultClientHandler.class, task.resolve("lib/handler.jar"));
        return Optional.of(new FunctionSetup(
                us.javaHome(), task, DefaultClientHandler.class.getName(), List.of(), us.environment()));
    }

    private void cold(List<Start> starts, int rounds) {
        Map<String, Times> times = new LinkedHashMap<>();
        byte[] event = FunctionFixture.uploadEvent(UPLOAD_URL, KEY);
        for (int round = -1; round < rounds; round++) { // the first round warms the servers and is not counted
            for (Start start : starts) {
                long begun = System.nanoTime();
                try (FunctionProcess function = FunctionProcess.start(start.setup())) {
                    byte[] answer = function.invokeRaw(event, FunctionProcess.USUAL_TIMEOUT);
                    double wall = millis(System.nanoTime() - begun);
                    if (Gateway.response(answer).status() != 200) {
                        throw new IllegalStateException(start.name() + ":\n" + function.log());
                    }
                    if (round >= 0) {
                        Times all = times.computeIfAbsent(
                                start.name(), any -> new Times(new ArrayList<>(), new ArrayList<>()));
                        all.wall().add(wall);
                        all.cpu().add(millis(function.cpu().toNanos()));
                    }
                }
            }
        }
        System.out.println("| start | median | min | max | CPU, median | ratio of medians to hello world |");
        System.out.println("|---|---|---|---|---|---|");
        for (Start start : starts) {
            Times all = requireNonNull(times.get(start.name()));
            double median = quantile(all.wall(), 0.5);
            double of = quantile(requireNonNull(times.get(start.of())).wall(), 0.5);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.0f | %.0f | %.2f |%n",
                    start.name(),
                    median,
                    quantile(all.wall(), 0),
                    quantile(all.wall(), 1),
                    quantile(all.cpu(), 0.5),
                    median / of);
        }
        System.out.println("\n| warm | median, ms | p95, ms |\n|---|---|---|");
    }

    private static void warm(String name, FunctionSetup setup) {
        try (FunctionProcess function = FunctionProcess.start(setup)) {
            report(
                    name + ": upload-url",
                    200,
                    () -> function.invokeRaw(
                            FunctionFixture.uploadEvent(UPLOAD_URL, KEY), FunctionProcess.USUAL_TIMEOUT));
            String files = String.join(
                    ",",
                    IntStream.range(0, 1000)
                            .mapToObj(i -> "{\"filename\":\"run1/image-" + i + ".jpg\"}")
                            .toList());
            byte[] batch = FunctionFixture.uploadEvent(
                    USECASES + "/team/data/batch-upload-urls", "{\"files\":[" + files + "]}");
            report(name + ": batch of 1,000", 30, () -> function.invokeRaw(batch, FunctionProcess.USUAL_TIMEOUT));
        }
    }

    private static void helloWarm(FunctionSetup setup) {
        try (FunctionProcess function = FunctionProcess.start(setup)) {
            byte[] event = FunctionFixture.uploadEvent(UPLOAD_URL, KEY);
            report("hello world", 200, () -> function.invokeRaw(event, Duration.ofSeconds(10)));
        }
    }

    /** Measures after the same number of warm-up requests. */
    private static void report(String name, int calls, Supplier<byte[]> call) {
        List<Double> times = new ArrayList<>();
        for (int i = -calls; i < calls; i++) {
            long begun = System.nanoTime();
            byte[] answer = call.get();
            double took = millis(System.nanoTime() - begun);
            if (Gateway.response(answer).status() != 200) {
                throw new IllegalStateException(name + " is refused");
            }
            if (i >= 0) {
                times.add(took);
            }
        }
        System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", name, quantile(times, 0.5), quantile(times, 0.95));
    }

    private static double quantile(List<Double> values, double part) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.round(part * (sorted.size() - 1)));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
