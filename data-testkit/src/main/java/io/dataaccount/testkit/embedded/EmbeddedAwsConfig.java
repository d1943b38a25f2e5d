package io.dataaccount.testkit.embedded;

import static java.util.Objects.requireNonNull;

import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import io.dataaccount.testkit.embedded.config.HostNames;
import io.dataaccount.testkit.embedded.config.ReceivedRequest;
import io.dataaccount.testkit.embedded.store.CredentialsFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How an embedded AWS is to be. Start from {@link #in} and change what matters.
 *
 * @param dataDirectory created if missing
 * @param credentialsFile where the keys of the ambient user are kept, in AWS's shared format; made with random keys if missing
 * @param address of the interface to listen on: 127.0.0.1, but for a program in a container
 * @param hostNames that requests may be for; others are answered 421
 * @param s3Port 0 picks a free one
 * @param stsPort 0 picks a free one
 * @param clock decides when sessions and presigned URLs end, and dates buckets. The age of a signature is
 *     judged by the system's clock, for the clients that sign have no other
 * @param user the ambient credentials; null for those of the credentials file, in account 111111111111
 * @param roles those known from the start
 * @param listener is told of each request for one of the host names before it is answered, on the thread that answers it
 */
public record EmbeddedAwsConfig(
        Path dataDirectory,
        Path credentialsFile,
        String address,
        HostNames hostNames,
        int s3Port,
        int stsPort,
        Clock clock,
        @Nullable EmbeddedUser user,
        List<EmbeddedRole> roles,
        Consumer<ReceivedRequest> listener) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String ACCOUNT = "111111111111";

    public EmbeddedAwsConfig {
        // the object store lists nothing below a relative path
        dataDirectory = absolute(requireNonNull(dataDirectory, "dataDirectory is null"));
        credentialsFile = absolute(requireNonNull(credentialsFile, "credentialsFile is null"));
        requireNonNull(address, "address is null");
        requireNonNull(hostNames, "hostNames is null");
        requireNonNull(clock, "clock is null");
        requireNonNull(listener, "listener is null");
        checkPort(s3Port);
        checkPort(stsPort);
        roles = List.copyOf(roles);
    }

    /**
     * Free ports of 127.0.0.1, the system's clock, no roles and no listener. The user is of account 111111111111 and has
     * random keys, kept in the file {@code credentials} of the directory.
     */
    public static EmbeddedAwsConfig in(Path dataDirectory) {
        return new EmbeddedAwsConfig(
                dataDirectory,
                dataDirectory.resolve("credentials"),
                LOOPBACK,
                HostNames.LOOPBACK,
                0,
                0,
                Clock.systemUTC(),
                null,
                List.of(),
                request -> {});
    }

    public EmbeddedAwsConfig onPorts(int s3, int sts) {
        return new EmbeddedAwsConfig(
                dataDirectory, credentialsFile, address, hostNames, s3, sts, clock, user, roles, listener);
    }

    /** On another interface, such as 0.0.0.0 for all of them; {@link EmbeddedAws#s3Endpoint()} stays that of 127.0.0.1. */
    public EmbeddedAwsConfig onAddress(String of) {
        return new EmbeddedAwsConfig(
                dataDirectory, credentialsFile, of, hostNames, s3Port, stsPort, clock, user, roles, listener);
    }

    /** Under these host names too, beside those of the loopback. */
    public EmbeddedAwsConfig alsoNamed(Collection<String> names) {
        return new EmbeddedAwsConfig(
                dataDirectory,
                credentialsFile,
                address,
                hostNames.and(names),
                s3Port,
                stsPort,
                clock,
                user,
                roles,
                listener);
    }

    public EmbeddedAwsConfig keepingCredentialsIn(Path file) {
        return new EmbeddedAwsConfig(
                dataDirectory, file, address, hostNames, s3Port, stsPort, clock, user, roles, listener);
    }

    public EmbeddedAwsConfig at(Clock time) {
        return new EmbeddedAwsConfig(
                dataDirectory, credentialsFile, address, hostNames, s3Port, stsPort, time, user, roles, listener);
    }

    /** With credentials that the caller keeps; no credentials file is made. */
    public EmbeddedAwsConfig as(EmbeddedUser ambient) {
        return new EmbeddedAwsConfig(
                dataDirectory, credentialsFile, address, hostNames, s3Port, stsPort, clock, ambient, roles, listener);
    }

    public EmbeddedAwsConfig knowing(EmbeddedRole... known) {
        return new EmbeddedAwsConfig(
                dataDirectory,
                credentialsFile,
                address,
                hostNames,
                s3Port,
                stsPort,
                clock,
                user,
                List.of(known),
                listener);
    }

    public EmbeddedAwsConfig tellingOf(Consumer<ReceivedRequest> requests) {
        return new EmbeddedAwsConfig(
                dataDirectory, credentialsFile, address, hostNames, s3Port, stsPort, clock, user, roles, requests);
    }

    /** The user that is given, or else that of the credentials file, which is made if it is missing. */
    EmbeddedUser ambientUser() {
        return user == null ? new CredentialsFile(credentialsFile).user(ACCOUNT) : user;
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static void checkPort(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port must be 0 to 65535, was: " + port);
        }
    }
}
