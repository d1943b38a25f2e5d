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
 * A file with the addresses of a container seen from outside. The first line is the address of S3; each further line is
 * an address of the server. Every line ends with a line feed. A container engine may choose the published ports when it
 * starts the container, so the file arrives after the start.
 */
@Internal
public final class ExternalAddressesFile {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private ExternalAddressesFile() {}

    /**
     * Waits until the file exists and its last line is complete, then reads it.
     *
     * @param timeout how long to wait
     * @throws StartupException if the file is not complete in time, cannot be read, or has a line that is not an
     *     address
     */
    public static ExternalAddresses await(Path file, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        // polls, because not every file system of a container reports changes that were made outside it
        while (!isComplete(file)) {
            if (System.nanoTime() - end > 0) {
                throw new StartupException(
                        "The file " + file + " of --published-file was not complete within " + timeout.toSeconds()
                                + " seconds. Copy it into the container after its start, with the address of S3 in the"
                                + " first line and an address of the server in the second, or remove --published-file.",
                        null);
            }
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
        try {
            List<Origin> addresses =
                    text(file).lines().map(String::strip).map(Origin::new).toList();
            return new ExternalAddresses(addresses.subList(1, addresses.size()), addresses.get(0));
        } catch (InvalidInputException e) {
            throw new StartupException("The addresses in " + file + " are not valid: " + e.getMessage(), e);
        }
    }

    /** While the file is still being written, it does not end with a line feed. */
    private static boolean isComplete(Path file) {
        return Files.exists(file) && text(file).endsWith("\n");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new StartupException("Cannot read the addresses in " + file + ": " + e, e);
        }
    }
}
