package io.dataaccount.testkit.embedded.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and directories that their owner alone may read, write and enter, where the file system has POSIX permissions.
 * Elsewhere, as on Windows, they have the permissions of the directory that they are in.
 */
final class PrivateFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /**
     * Creates the directory, and those above it, as far as they are missing. A directory that exists stays as it is, because
     * it may be somebody's home or shared on purpose.
     */
    static void createMissing(Path directory) throws IOException {
        // Java 17 refuses to create a directory where there is a link to one
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, attributes(directory, DIRECTORY));
        }
    }

    /** Creates the directory, which has nothing but our files, or takes the permissions of others from it. */
    static void ownDirectory(Path directory) throws IOException {
        createMissing(directory);
        protect(directory, DIRECTORY);
    }

    /** Creates the file empty, which has nothing but our data, or takes the permissions of others from it. */
    static void ownFile(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(file, FILE));
        } catch (FileAlreadyExistsException e) {
            protect(file, FILE);
        }
    }

    /** The same for a file that something else creates. */
    static void protectIfThere(Path file) throws IOException {
        if (Files.exists(file, NOFOLLOW_LINKS)) {
            protect(file, FILE);
        }
    }

    /** A link is left alone: what it leads to may be anybody's. */
    private static void protect(Path path, Set<PosixFilePermission> most) throws IOException {
        if (!hasPermissions(path) || Files.isSymbolicLink(path)) {
            return;
        }
        try {
            Set<PosixFilePermission> kept = new HashSet<>(Files.getPosixFilePermissions(path));
            if (kept.retainAll(most)) {
                Files.setPosixFilePermissions(path, kept);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} is gone", path); // another process has removed it, as SQLite does with its log
        } catch (FileSystemException e) { // another user's, or a mount without permissions
            LOG.warn("Other users of this machine may read or change {}, and this user cannot prevent it: {}", path, e);
        }
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
        return hasPermissions(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
