package io.dataaccount.http.local;

import io.dataaccount.http.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A directory that {@link #close} deletes, together with everything in it. */
record TemporaryDirectory(Path path) implements AutoCloseable {
    /** @throws StartupException if the directory cannot be created */
    static TemporaryDirectory create() {
        try {
            return new TemporaryDirectory(Files.createTempDirectory("data-account-"));
        } catch (IOException e) {
            throw new StartupException(
                    "Cannot create a temporary directory in " + System.getProperty("java.io.tmpdir"), e);
        }
    }

    /** @throws UncheckedIOException if a file cannot be deleted */
    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
