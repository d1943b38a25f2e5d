package io.dataaccount.aws.s3.presign;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link PresignBenchmark} with one thread and with two, and prints a table in Markdown. Each round runs all
 * variants, so that a change of the machine's load affects all of them. Argument: the number of rounds.
 */
final class PresignBenchmarkReport {
    private static final TimeValue SECOND = TimeValue.seconds(1);
    private static final int WARM_UP_SECONDS = 4;
    private static final int SECONDS = 3;

    private record Scores(List<Double> one, List<Double> two, List<Double> bytes) {}

    private PresignBenchmarkReport() {}

    public static void main(String[] arguments) throws RunnerException {
        Map<String, Scores> scores = new LinkedHashMap<>();
        int rounds = Integer.parseInt(arguments[0]);
        for (int round = 0; round < rounds; round++) {
            for (RunResult result : run(1)) {
                Scores of = scores.computeIfAbsent(
                        result.getPrimaryResult().getLabel(),
                        any -> new Scores(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
                of.one().add(result.getPrimaryResult().getScore());
                of.bytes()
                        .add(requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                                .getScore());
            }
            for (RunResult result : run(2)) {
                requireNonNull(scores.get(result.getPrimaryResult().getLabel()))
                        .two()
                        .add(result.getPrimaryResult().getScore());
            }
        }
        print(scores, rounds);
    }

    /**
     * Runs each variant in a new JVM: 4 seconds of warm-up and 3 measured seconds. The JVM touches its heap first,
     * because the first use of a memory page costs as much as ten URLs here, which would distort the comparison of
     * variants with much and little garbage.
     */
    private static Collection<RunResult> run(int threads) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(PresignBenchmark.class.getName() + "\\.")
                        .threads(threads)
                        .forks(1)
                        .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch")
                        .warmupIterations(WARM_UP_SECONDS)
                        .warmupTime(SECOND)
                        .measurementIterations(SECONDS)
                        .measurementTime(SECOND)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    private static void print(Map<String, Scores> scores, int rounds) {
        double limit = scores.entrySet().stream()
                .filter(each -> each.getKey().startsWith("limit"))
                .mapToDouble(each -> median(each.getValue().one()))
                .min()
                .orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "%nA URL, medians of %d rounds, Java %s%n%n"
                        + "| | µs | min–max | relative to the limit | bytes of garbage"
                        + " | throughput of two threads relative to one |%n|---|---|---|---|---|---|%n",
                rounds,
                Runtime.version());
        scores.forEach((name, of) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f–%.2f | %.2f | %.0f | %.2f |%n",
                name,
                median(of.one()),
                of.one().stream().min(Double::compare).orElseThrow(),
                of.one().stream().max(Double::compare).orElseThrow(),
                median(of.one()) / limit,
                median(of.bytes()),
                2 * median(of.one()) / median(of.two())));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
