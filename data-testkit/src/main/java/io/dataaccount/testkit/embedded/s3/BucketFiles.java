package io.dataaccount.testkit.embedded.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Stores buckets on disk: one directory for each bucket, with {@code bucket.properties} and one file per setting. The
 * properties are written last and deleted first, so that a bucket is complete or does not exist.
 */
public final class BucketFiles {
    private static final String PROPERTIES = "bucket.properties";

    private final Path root;

    /** @param root an existing directory */
    public BucketFiles(Path root) {
        this.root = root;
    }

    List<EmbeddedBucket> readAll() {
        try (Stream<Path> directories = Files.list(root)) {
            return directories
                    .filter(Files::isDirectory)
                    .map(this::read)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the buckets in " + root, e);
        }
    }

    void write(EmbeddedBucket bucket) {
        try {
            Path directory = Files.createDirectories(root.resolve(bucket.name()));
            for (EmbeddedBucketSetting each : EmbeddedBucketSetting.values()) {
                Path file = directory.resolve(each.fileName());
                Optional<String> document = bucket.setting(each);
                if (document.isPresent()) {
                    replace(file, document.get());
                } else {
                    Files.deleteIfExists(file);
                }
            }
            replace(
                    directory.resolve(PROPERTIES),
                    "owner=" + bucket.owner() + "\nregion=" + bucket.region() + "\ncreated=" + bucket.created()
                            + "\ntransition-minimum="
                            + bucket.transitionMinimum().value() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write bucket " + bucket.name() + " below " + root, e);
        }
    }

    void delete(String name) {
        Path directory = root.resolve(name);
        try {
            Files.deleteIfExists(directory.resolve(PROPERTIES));
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete bucket " + name + " below " + root, e);
        }
    }

    private Optional<EmbeddedBucket> read(Path directory) {
        try {
            Path file = directory.resolve(PROPERTIES);
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            Map<EmbeddedBucketSetting, String> settings = new EnumMap<>(EmbeddedBucketSetting.class);
            for (EmbeddedBucketSetting each : EmbeddedBucketSetting.values()) {
                Path document = directory.resolve(each.fileName());
                if (Files.exists(document)) {
                    settings.put(each, Files.readString(document));
                }
            }
            return Optional.of(new EmbeddedBucket(
                    directory.getFileName().toString(),
                    required(properties, "owner", file),
                    required(properties, "region", file),
                    Instant.parse(required(properties, "created", file)),
                    settings,
                    TransitionMinimum.of(required(properties, "transition-minimum", file))
                            .orElseThrow(() -> new IOException(file + " has an unknown transition-minimum"))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bucket in " + directory, e);
        }
    }

    private static String required(Properties properties, String name, Path file) throws IOException {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new IOException(file + " has no line for " + name);
        }
        return value;
    }

    private static void replace(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, text, UTF_8);
        Files.move(draft, file, ATOMIC_MOVE, REPLACE_EXISTING);
    }
}
