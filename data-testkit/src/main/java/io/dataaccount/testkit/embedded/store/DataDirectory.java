package io.dataaccount.testkit.embedded.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.Internal;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.jspecify.annotations.Nullable;

/** The directory in which an embedded AWS keeps everything, held by one at a time. */
@Internal
public final class DataDirectory implements Closeable {
    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Creates what is missing of the directory, for this user alone, and takes it. A directory that exists keeps its
     * permissions, but for those in it that are this class's.
     *
     * @throws IllegalStateException if it cannot hold extended attributes, or somebody else holds it
     */
    public static DataDirectory open(Path root) {
        try {
            PrivateFiles.createMissing(root);
            // whatever is below has the permissions that others' code gives it, and nobody else gets there
            PrivateFiles.ownDirectory(root.resolve("objects"));
            PrivateFiles.ownDirectory(root.resolve("buckets"));
            probeAttributes(root);
            return new DataDirectory(root, lock(root));
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory " + root + " cannot be used: " + e.getMessage(), e);
        }
    }

    public Path objects() {
        return root.resolve("objects");
    }

    public Path buckets() {
        return root.resolve("buckets");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory " + root + " cannot be released", e);
        }
    }

    private static void probeAttributes(Path root) throws IOException {
        // beside the objects, not among them: there a file would be taken for a bucket
        Path probe = Files.createTempFile(root, "probe", null);
        try {
            UserDefinedFileAttributeView view = Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
            if (view == null) {
                throw noAttributes(root, null);
            }
            try {
                view.write("probe", ByteBuffer.wrap("probe".getBytes(UTF_8)));
            } catch (IOException | UnsupportedOperationException e) {
                throw noAttributes(root, e);
            }
        } finally {
            Files.delete(probe);
        }
    }

    private static IllegalStateException noAttributes(Path root, @Nullable Exception cause) {
        return new IllegalStateException(
                "The data directory " + root + " is on a file system without user extended attributes, in which the"
                        + " embedded S3 keeps content types and checksums. Choose a directory on a local disk (ext4,"
                        + " xfs, btrfs or APFS), or mount this file system with user_xattr.",
                cause);
    }

    private static FileChannel lock(Path root) throws IOException {
        Path file = root.resolve("lock");
        PrivateFiles.ownFile(file); // whoever can read it can lock it too
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held in this very process: answered below like any other holder
        }
        channel.close();
        throw new IllegalStateException("The data directory " + root
                + " is in use by another embedded AWS. Close that one first, or choose another directory.");
    }
}
