package io.dataaccount.http.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.Internal;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.http.ExternalAddresses;
import io.dataaccount.http.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A file that says how a container is reached from outside: the address of S3 in the first line, those of the server in the
 * others, each line ended. An engine picks the ports only when it starts the container, so the file comes after the start.
 */
@Internal
public final class ExternalAddressesFile {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private ExternalAddressesFile() {}

    /**
     * Waits for the file.
     *
     * @throws StartupException if it does not come in time, cannot be read, or holds something else
     */
    public static ExternalAddresses await(Path file, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        // looked for again and again, since not every file system of a container tells of changes from outside
        while (!isComplete(file)) {
            if (System.nanoTime() - end > 0) {
                throw new StartupException(
                        "No addresses came in " + file + " within " + patience.toSeconds()
                                + " seconds: copy it into the container after its start (address of S3 in the first"
                                + " line, of the server in the second), or leave out --published-file.",
                        null);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        try {
            List<Origin> addresses =
                    text(file).lines().map(String::strip).map(Origin::new).toList();
            return new ExternalAddresses(addresses.subList(1, addresses.size()), addresses.get(0));
        } catch (InvalidInputException e) {
            throw new StartupException("The addresses in " + file + " will not do: " + e.getMessage(), e);
        }
    }

    /** A file that is still being written does not end in the end of a line. */
    private static boolean isComplete(Path file) {
        return Files.exists(file) && text(file).endsWith("\n");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new StartupException("The addresses in " + file + " cannot be read: " + e, e);
        }
    }
}
