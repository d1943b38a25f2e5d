package io.dataaccount.http.benchmark;

import static java.util.Locale.ROOT;

import io.dataaccount.http.cli.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Profiles the server's Java code with Flight Recorder while it handles batches. Flight Recorder samples the running
 * threads every 10 ms. It does not see the kernel, the garbage collector, the compiler and native code such as
 * compression. It sees the JVM's own code for hashing and copying too rarely: {@link UnsignedPresigner} measures the
 * cost of signing more exactly.
 */
final class BatchProfile {
    private static final int CONNECTIONS = 2;
    private static final int METHODS = 3;

    private final Map<RequestPart, Map<String, Integer>> methods = new EnumMap<>(RequestPart.class);
    private int samples;
    private int loads;
    private double user;
    private double kernel;

    private BatchProfile() {}

    /** Records a server under load, and prints a table in Markdown. */
    static void print(ServerProcess server, BatchCall call, Duration time, Path directory)
            throws IOException, InterruptedException, ExecutionException {
        Path recording = directory.resolve("batch.jfr");
        command(server, "JFR.start", "name=batch", "settings=profile");
        BatchLoad.run(server, call, CONNECTIONS, time);
        command(server, "JFR.stop", "name=batch", "filename=" + recording);
        BatchProfile profile = new BatchProfile();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                profile.add(file.readEvent());
            }
        }
        profile.print();
    }

    private static void command(ServerProcess server, String... command) throws IOException, InterruptedException {
        List<String> jcmd = new ArrayList<>();
        jcmd.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        jcmd.add(Long.toString(server.pid()));
        jcmd.addAll(List.of(command));
        Process process = new ProcessBuilder(jcmd)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(jcmd + " failed");
        }
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> {
                samples++;
                methods.computeIfAbsent(RequestPart.of(event.getStackTrace()), any -> new HashMap<>())
                        .merge(innermost(event), 1, Integer::sum);
            }
            case "jdk.CPULoad" -> {
                loads++;
                user += event.getFloat("jvmUser");
                kernel += event.getFloat("jvmSystem");
            }
            default -> {}
        }
    }

    private static String innermost(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return "unknown";
        }
        // the name of a lambda contains a number
        String name = RequestPart.name(event.getStackTrace().getFrames().get(0))
                .replaceFirst("(\\$\\$Lambda[^#]*|[./][0-9]+)#", "#");
        return name.substring(name.lastIndexOf('.', name.indexOf('#')) + 1);
    }

    private void print() {
        System.out.printf(
                ROOT,
                "%nWhere the time goes: %d connections, %d samples; of the processors %.0f %% in the server's program and %.0f %%"
                        + " in the kernel for it%n%n| | samples | most frequent methods |%n|---|---|---|%n",
                CONNECTIONS,
                samples,
                100 * user / loads,
                100 * kernel / loads);
        for (RequestPart part : RequestPart.values()) {
            Map<String, Integer> of = methods.getOrDefault(part, Map.of());
            int all = of.values().stream().mapToInt(Integer::intValue).sum();
            System.out.printf(ROOT, "| %s | %s | %s |%n", part.title(), percent(all), most(of));
        }
    }

    private String most(Map<String, Integer> of) {
        return of.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(METHODS)
                .map(each -> "`" + each.getKey() + "` " + percent(each.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String percent(int some) {
        return String.format(ROOT, "%.1f %%", 100.0 * some / samples);
    }
}
