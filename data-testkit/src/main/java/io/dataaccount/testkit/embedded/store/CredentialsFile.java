package io.dataaccount.testkit.embedded.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Objects.requireNonNull;

import io.dataaccount.core.Internal;
import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import io.dataaccount.testkit.embedded.config.SharedCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the keys of an embedded AWS. Only its owner may read and write it. One process uses it at a time: the
 * process that holds the {@link DataDirectory}.
 */
@Internal
public final class CredentialsFile {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialsFile.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    /** @param file an absolute path; {@link #user} creates the file and its directory if they are missing */
    public CredentialsFile(Path file) {
        this.file = file;
    }

    /**
     * The user whose keys are in the file. If there is no file, creates it with random keys; the file appears
     * atomically, with its full content. If other users may read or write the file, removes their permissions and logs
     * a warning.
     *
     * @param accountId the twelve digits of the account of the user
     * @throws IllegalStateException if it is not a regular file, or has no keys; the message does not contain the
     *     content
     * @throws UncheckedIOException if it cannot be read, created or protected
     */
    public EmbeddedUser user(String accountId) {
        try {
            if (!Files.exists(file, NOFOLLOW_LINKS)) {
                EmbeddedUser user = SharedCredentials.random(accountId);
                create(SharedCredentials.write(user));
                return user;
            }
            if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
                throw new IllegalStateException("The credentials file " + file + " is not a regular file: remove it.");
            }
            protect();
            return SharedCredentials.read(accountId, Files.readString(file, UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The credentials file " + file + " has no usable keys: " + e.getMessage()
                            + ". Correct it, or delete it; the next start then creates new keys.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("The credentials file " + file + " cannot be used: " + e, e);
        }
    }

    private void create(String text) throws IOException {
        PrivateFiles.createMissing(requireNonNull(file.getParent(), "no parent"));
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Set<StandardOpenOption> asNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(unfinished, asNew, attributes())) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void protect() throws IOException {
        if (!hasPermissions()) {
            return;
        }
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file, NOFOLLOW_LINKS))) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
            LOG.warn(
                    "Other users of this machine could read or change {}; their permissions were removed. If one of"
                            + " them may have used it, delete the file; the next start then creates new keys.",
                    file);
        }
    }

    private FileAttribute<?>[] attributes() {
        return hasPermissions()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    /** Whether the file system has POSIX permissions. On Windows the file inherits those of its directory. */
    private boolean hasPermissions() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
