package io.dataaccount.lambda;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The package for Lambda from the build. */
final class LambdaZip {
    private LambdaZip() {}

    static Path file() {
        return Path.of(requireNonNull(System.getProperty("lambda.zip"), "the system property lambda.zip is not set"));
    }

    static List<? extends ZipEntry> entries() {
        try (ZipFile zip = new ZipFile(file().toFile())) {
            return zip.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacks as Lambda does, including modification times, because a class data archive checks those of the jars. */
    static void unpack(Path directory) {
        try (ZipFile zip = new ZipFile(file().toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                Path target = directory.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(requireNonNull(target.getParent()));
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                    Files.setLastModifiedTime(
                            target, FileTime.from(entry.getTimeLocal().toInstant(ZoneOffset.UTC)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
