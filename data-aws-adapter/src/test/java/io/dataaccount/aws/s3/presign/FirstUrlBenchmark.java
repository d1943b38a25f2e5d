package io.dataaccount.aws.s3.presign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures the time of a new process until its first URL, compared with hello world. The runs of all programs are
 * interleaved. Prints a table in Markdown. Argument: the number of rounds.
 */
final class FirstUrlBenchmark {
    private static final List<Class<?>> PROGRAMS = List.of(
            FirstUrl.Hello.class,
            FirstUrl.Ours.class,
            FirstUrl.OursComparedFirst.class,
            FirstUrl.SdkParts.class,
            FirstUrl.SdkPresigner.class);

    private record Times(List<Double> toLine, List<Double> toEnd) {}

    private FirstUrlBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(arguments[0]);
        Map<Class<?>, Times> times = new LinkedHashMap<>();
        PROGRAMS.forEach(program -> times.put(program, new Times(new ArrayList<>(), new ArrayList<>())));
        for (int round = -1; round < rounds; round++) { // the first round warms the disk cache and is not counted
            for (Class<?> program : PROGRAMS) {
                Times of = requireNonNull(times.get(program));
                run(program, round < 0 ? new Times(new ArrayList<>(), new ArrayList<>()) : of);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%nA new process, medians of %d rounds, Java %s%n%n"
                        + "| | until its output, ms | min–max | relative to hello world"
                        + " | until its end, ms | relative to hello world |%n"
                        + "|---|---|---|---|---|---|%n",
                rounds,
                Runtime.version());
        Times hello = requireNonNull(times.get(FirstUrl.Hello.class));
        times.forEach((program, of) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f–%.0f | %.2f | %.0f | %.2f |%n",
                program.getSimpleName(),
                quantile(of.toLine(), 0.5),
                quantile(of.toLine(), 0),
                quantile(of.toLine(), 1),
                quantile(of.toLine(), 0.5) / quantile(hello.toLine(), 0.5),
                quantile(of.toEnd(), 0.5),
                quantile(of.toEnd(), 0.5) / quantile(hello.toEnd(), 0.5)));
    }

    private static void run(Class<?> program, Times times) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String line = out.readLine();
            times.toLine().add((System.nanoTime() - begun) / 1e6);
            if (process.waitFor() != 0 || line == null) {
                throw new IllegalStateException("no line from " + program);
            }
            times.toEnd().add((System.nanoTime() - begun) / 1e6);
        }
    }

    private static double quantile(List<Double> values, double part) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.round(part * (sorted.size() - 1)));
    }
}
