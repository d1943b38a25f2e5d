package io.dataaccount.http.benchmark;

import static java.util.Locale.ROOT;
import static java.util.Objects.requireNonNull;

import io.dataaccount.http.cli.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a call for 1,000 upload URLs costs the server, for every {@link BatchVariant} in turn, round after
 * round. Also profiles the first variant. Each variant is one process for all rounds of a start, and is warm before
 * the first measurement. Prints tables in Markdown. Arguments: the number of starts, the rounds in each, and the
 * seconds to warm up at least, to measure, and to profile.
 */
final class BatchBenchmark {
    private static final List<Integer> CONNECTIONS = List.of(1, 2);
    private static final Duration A_WHILE = Duration.ofSeconds(5);
    private static final double STILL_WARMING = 0.9;

    private record Running(BatchVariant variant, ServerProcess server, BatchCall call) {}

    private record Row(BatchVariant variant, int connections) {}

    private final Map<Row, List<BatchLoad>> loads = new LinkedHashMap<>();
    private final Path directory;

    private BatchBenchmark(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        int starts = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        Duration warmUp = Duration.ofSeconds(Integer.parseInt(arguments[2]));
        Duration time = Duration.ofSeconds(Integer.parseInt(arguments[3]));
        Duration profiled = Duration.ofSeconds(Integer.parseInt(arguments[4]));
        Path directory = Files.createTempDirectory("batch-benchmark");
        BatchBenchmark benchmark = new BatchBenchmark(directory);
        try {
            for (int start = 1; start <= starts; start++) {
                benchmark.run(rounds, warmUp, time, start == starts ? profiled : null);
            }
        } finally {
            delete(directory);
        }
    }

    /** @param profiled how long to profile after the last start; null for earlier starts */
    private void run(int rounds, Duration warmUp, Duration time, @Nullable Duration profiled)
            throws IOException, InterruptedException, ExecutionException {
        List<Running> all = new ArrayList<>();
        try {
            for (BatchVariant variant : BatchVariant.values()) {
                ServerProcess server = variant.start(directory);
                Running running = new Running(variant, server, new BatchCall(server.api(), variant.encoding()));
                all.add(running);
                running.call().prepare();
                warm(running, warmUp);
            }
            for (int round = 0; round < rounds; round++) {
                for (Running each : all) {
                    measure(each, time);
                }
            }
            if (profiled != null) {
                print();
                if (!profiled.isZero()) {
                    BatchProfile.print(all.get(0).server(), all.get(0).call(), profiled, directory);
                }
            }
        } finally {
            all.forEach(each -> each.server().close());
        }
    }

    /** Warms up for at least this time, and then until a URL costs nearly the same as a while before. */
    private static void warm(Running running, Duration atLeast) throws InterruptedException, ExecutionException {
        BatchLoad before;
        BatchLoad load = BatchLoad.run(running.server(), running.call(), 2, atLeast);
        do {
            before = load;
            load = BatchLoad.run(running.server(), running.call(), 2, A_WHILE);
        } while (load.cpuMicrosAUrl() < STILL_WARMING * before.cpuMicrosAUrl());
    }

    private void measure(Running running, Duration time) throws InterruptedException, ExecutionException {
        for (int connections : CONNECTIONS) {
            loads.computeIfAbsent(new Row(running.variant(), connections), any -> new ArrayList<>())
                    .add(BatchLoad.run(running.server(), running.call(), connections, time));
        }
    }

    private void print() {
        System.out.printf(
                ROOT,
                "%n%d upload URLs a request, medians of %d measurements (least–most), Java %s, JVM options %s, %d processors%n%n"
                        + "| server | accepts | connections | requests per second | server's CPU, µs per URL"
                        + " | relative to the first row | bytes per response |%n|---|---|---|---|---|---|---|%n",
                BatchCall.FILES,
                loads.values().iterator().next().size(),
                Runtime.version(),
                String.join(" ", BatchVariant.JVM_OPTIONS),
                Runtime.getRuntime().availableProcessors());
        loads.forEach((row, of) -> System.out.printf(
                ROOT,
                "| %s | %s | %d | %s | %s | %.2f | %,.0f |%n",
                row.variant().server(),
                row.variant().encoding(),
                row.connections(),
                spread("%.1f", of, BatchLoad::requestsASecond),
                spread("%.2f", of, BatchLoad::cpuMicrosAUrl),
                quantile(of, BatchLoad::cpuMicrosAUrl, 0.5) / quantile(first(row), BatchLoad::cpuMicrosAUrl, 0.5),
                quantile(of, BatchLoad::bytesAnAnswer, 0.5)));
    }

    private List<BatchLoad> first(Row row) {
        return requireNonNull(loads.get(new Row(BatchVariant.values()[0], row.connections())));
    }

    private static String spread(String format, List<BatchLoad> of, ToDoubleFunction<BatchLoad> figure) {
        return String.format(
                ROOT,
                format + " (" + format + "–" + format + ")",
                quantile(of, figure, 0.5),
                quantile(of, figure, 0),
                quantile(of, figure, 1));
    }

    private static double quantile(List<BatchLoad> of, ToDoubleFunction<BatchLoad> figure, double part) {
        double[] sorted = of.stream().mapToDouble(figure).sorted().toArray();
        return sorted[(int) Math.round(part * (sorted.length - 1))];
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
