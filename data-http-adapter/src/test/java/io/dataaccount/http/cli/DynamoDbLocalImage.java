package io.dataaccount.http.cli;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import software.amazon.dynamodb.services.local.main.ServerRunner;

/**
 * An image that takes the same command as {@code amazon/dynamodb-local}, for machines that cannot pull that one. It is
 * built from a base image with Java and the class path of the tests.
 */
final class DynamoDbLocalImage {
    private static final String TAG = "data-account-dynamodb:it";

    /** DynamoDB Local needs none of these: they are large, or would log every step. */
    private static final List<String> UNUSED = List.of("driver-bundle-", "linux-", "logback-", "testcontainers-");

    private DynamoDbLocalImage() {}

    /**
     * Builds the image.
     *
     * @param directory an empty directory for the files of the image
     */
    static String build(Path directory, String baseImage) throws IOException {
        Files.writeString(directory.resolve("Dockerfile"), """
                FROM %s
                WORKDIR /home/dynamodblocal
                COPY . /home/dynamodblocal/
                ENTRYPOINT ["java"]
                """.formatted(baseImage));
        Path libraries = Files.createDirectory(directory.resolve("lib"));
        for (Path jar : classPath()) {
            Files.copy(jar, libraries.resolve(jar.toFile().getName()));
        }
        writeJar(directory.resolve("DynamoDBLocal.jar"), libraries);
        ContainerEngine.client()
                .buildImageCmd(directory.resolve("Dockerfile").toFile())
                .withBaseDirectory(directory.toFile())
                .withTags(Set.of(TAG))
                .exec(new BuildImageResultCallback())
                .awaitImageId();
        return TAG;
    }

    private static List<Path> classPath() {
        return Stream.of(requireNonNull(System.getProperty("java.class.path")).split(File.pathSeparator))
                .map(Path::of)
                .filter(each -> each.toString().endsWith(".jar"))
                .filter(each -> UNUSED.stream().noneMatch(each.toFile().getName()::startsWith))
                .distinct()
                .toList();
    }

    /** A jar that names its main class and the libraries, and contains nothing else. */
    private static void writeJar(Path jar, Path libraries) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, ServerRunner.class.getName());
        try (Stream<Path> files = Files.list(libraries)) {
            List<String> names =
                    files.map(each -> "lib/" + each.toFile().getName()).sorted().toList();
            main.put(Attributes.Name.CLASS_PATH, String.join(" ", names));
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream content = new JarOutputStream(file, manifest)) {
            content.finish();
        }
    }
}
