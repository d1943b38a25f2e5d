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

/**
 * The data directory of an embedded AWS. A lock file ensures that only one instance uses it at a time, in this process
 * or in another. The caller closes it, which releases the lock.
 */
@Internal
public final class DataDirectory implements Closeable {
    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Creates the directory if it is missing, with permissions for this user only, and locks it. A directory that
     * exists keeps its permissions, except for the subdirectories of this class.
     *
     * @throws IllegalStateException if the file system has no user extended attributes, or another instance holds the
     *     lock
     * @throws UncheckedIOException if the directory cannot be created or written
     */
    public static DataDirectory open(Path root) {
        try {
            PrivateFiles.createMissing(root);
            // the file store creates files below with wider permissions; these directories keep other users out
            PrivateFiles.ownDirectory(root.resolve("objects"));
            PrivateFiles.ownDirectory(root.resolve("buckets"));
            probeAttributes(root);
            return new DataDirectory(root, lock(root));
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory " + root + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Directory of the objects, one subdirectory per bucket. */
    public Path objects() {
        return root.resolve("objects");
    }

    /** Directory of the files that describe the buckets. */
    public Path buckets() {
        return root.resolve("buckets");
    }

    /** Releases the lock. A second call does nothing. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory " + root + " cannot be released", e);
        }
    }

    private static void probeAttributes(Path root) throws IOException {
        // not in the objects directory, because the store would list the file as a bucket
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
        PrivateFiles.ownFile(file); // a user who can read the file could also lock it
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // this process holds the lock: the exception below covers that case too
        }
        channel.close();
        throw new IllegalStateException("The data directory " + root
                + " is in use by another embedded AWS. Close that one first, or choose another directory.");
    }
}
