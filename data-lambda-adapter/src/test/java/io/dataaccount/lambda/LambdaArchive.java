package io.dataaccount.lambda;

import static io.dataaccount.lambda.FunctionFixture.USECASES;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the layer with which the function starts from a class data archive: a dynamic AppCDS archive before Java 25,
 * and an AOT cache from Java 25 on. Records it while the function handles events with embedded servers.
 *
 * @see <a href="https://openjdk.org/jeps/350">JEP 350</a>
 * @see <a href="https://openjdk.org/jeps/514">JEP 514</a>
 */
final class LambdaArchive {
    static final String OPTIONS = "data-account.options";
    static final String WRAPPER = "data-account-exec";
    static final Path WRAPPER_SOURCE = Path.of("src/main/layer", WRAPPER);

    /** JVM options of Lambda, which must be the same when the archive is recorded. */
    private static final String FLAGS = "-XX:+UseSerialGC -XX:+TieredCompilation -XX:TieredStopAtLevel=1";

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    private LambdaArchive() {}

    /** Builds the zip file in the argument; Lambda unpacks it to {@code /opt}. */
    public static void main(String[] arguments) throws Exception {
        Path work = Files.createTempDirectory("archive");
        Path task = Files.createDirectory(work.resolve("task"));
        Path layer = Files.createDirectory(work.resolve("layer"));
        LambdaZip.unpack(task);
        try (FunctionFixture fixture = FunctionFixture.start(Files.createDirectory(work.resolve("data")))) {
            record(Path.of(System.getProperty("java.home")), task, fixture, layer, Path.of("/opt"));
        }
        zip(layer, Path.of(arguments[0]));
        System.exit(0); // DynamoDB Local does not stop its threads
    }

    /**
     * @param task the unpacked package
     * @param layer an empty directory for the archive, the options that use it, and the wrapper
     * @param place the path of the layer when it is used
     */
    static void record(Path javaHome, Path task, FunctionFixture fixture, Path layer, Path place)
            throws IOException, InterruptedException {
        try (FunctionProcess function = FunctionProcess.start(task, fixture.environment())) {
            FunctionFixture.createTeam(function);
        }
        boolean cache = version(javaHome) >= 25;
        Path archive = layer.resolve(cache ? "data-account.aot" : "data-account.jsa");
        // relative, so that it works wherever the package is unpacked
        String jars = "-Xbootclasspath/a:" + jars(task);
        List<String> command =
                new ArrayList<>(List.of(javaHome.resolve("bin/java").toString(), jars));
        command.addAll(List.of(FLAGS.split(" ")));
        command.add((cache ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive);
        command.addAll(List.of("-classpath", "none.jar", PrimingRun.class.getName()));
        command.addAll(events(layer));
        run(command, task, fixture.environment());
        Path file = place.resolve(archive.getFileName());
        // a JVM with an AOT cache does not start with options for class data sharing
        String use = cache ? "-XX:AOTCache=" + file : "-XX:SharedArchiveFile=" + file + " -Xshare:auto";
        Files.writeString(layer.resolve(OPTIONS), String.join(" ", jars, FLAGS, use) + "\n");
        Files.copy(WRAPPER_SOURCE, layer.resolve(WRAPPER));
    }

    private static int version(Path javaHome) throws IOException {
        Matcher version = VERSION.matcher(Files.readString(javaHome.resolve("release")));
        if (!version.find()) {
            throw new IOException("no version in the release file of " + javaHome);
        }
        return Integer.parseInt(version.group(1));
    }

    private static String jars(Path task) throws IOException {
        try (Stream<Path> jars = Files.list(task.resolve("lib"))) {
            return jars.map(jar -> "lib/" + jar.getFileName()).sorted().collect(Collectors.joining(":"));
        }
    }

    private static List<String> events(Path layer) throws IOException {
        String data = USECASES + "/team/data/";
        List<byte[]> events = List.of(
                FunctionFixture.uploadEvent(
                        data + "upload-url", "{\"key\": \"a.txt\", \"content_type\": \"text/plain\"}"),
                FunctionFixture.uploadEvent(
                        data + "batch-upload-urls", "{\"files\": [{\"filename\": \"a\"}, {\"filename\": \"b\"}]}"),
                FunctionFixture.uploadEvent(data + "folders", "{\"folder_path\": \"raw\"}"),
                FunctionFixture.uploadEvent(data + "upload-url", "{\"key\": \"/refused\"}"));
        List<String> files = new ArrayList<>();
        Path directory = Files.createDirectory(layer.resolveSibling(layer.getFileName() + "-events"));
        for (byte[] event : events) {
            files.add(Files.write(directory.resolve(files.size() + ".json"), event)
                    .toString());
        }
        return files;
    }

    private static void run(List<String> command, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("archive", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new IOException("the training ended with " + exit + ":\n" + Files.readString(log));
        }
    }

    private static void zip(Path layer, Path zip) throws IOException {
        Files.deleteIfExists(zip);
        Map<String, Object> properties = Map.of("create", "true", "enablePosixFileAttributes", true);
        try (FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), properties);
                Stream<Path> contents = Files.list(layer)) {
            for (Path file : contents.sorted().toList()) {
                Path target = files.getPath(file.getFileName().toString());
                Files.copy(file, target);
                Files.setAttribute(target, "zip:permissions", Files.getPosixFilePermissions(file));
            }
        }
    }
}
