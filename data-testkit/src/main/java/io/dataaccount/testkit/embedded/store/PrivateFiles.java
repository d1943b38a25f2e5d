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
 * Creates files and directories that only their owner may read, write and enter, if the file system has POSIX
 * permissions. On other systems, such as Windows, they inherit the permissions of their directory.
 */
final class PrivateFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /**
     * Creates the directory and its parents if they are missing. A directory that exists does not change, because it
     * may be a home directory or shared on purpose.
     */
    static void createMissing(Path directory) throws IOException {
        // Files.createDirectories of Java 17 fails if the path is a link to a directory
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, attributes(directory, DIRECTORY));
        }
    }

    /** Creates a directory for our files only. If it exists, removes the permissions of other users. */
    static void ownDirectory(Path directory) throws IOException {
        createMissing(directory);
        protect(directory, DIRECTORY);
    }

    /** Creates an empty file for our data only. If it exists, removes the permissions of other users. */
    static void ownFile(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(file, FILE));
        } catch (FileAlreadyExistsException e) {
            protect(file, FILE);
        }
    }

    /** Removes the permissions of other users from a file that other code creates, if it exists. */
    static void protectIfPresent(Path file) throws IOException {
        if (Files.exists(file, NOFOLLOW_LINKS)) {
            protect(file, FILE);
        }
    }

    /** Does not change the target of a symbolic link, because the target may belong to other programs. */
    private static void protect(Path path, Set<PosixFilePermission> allowed) throws IOException {
        if (!hasPermissions(path) || Files.isSymbolicLink(path)) {
            return;
        }
        try {
            Set<PosixFilePermission> kept = new HashSet<>(Files.getPosixFilePermissions(path));
            if (kept.retainAll(allowed)) {
                Files.setPosixFilePermissions(path, kept);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} no longer exists", path); // SQLite in another process deletes its log, for example
        } catch (FileSystemException e) { // the file of another user, or a mount without permissions
            LOG.warn("Cannot remove the permissions of other users from {}; they may read or change it: {}", path, e);
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
