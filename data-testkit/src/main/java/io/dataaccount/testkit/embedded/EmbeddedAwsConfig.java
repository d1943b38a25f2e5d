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
 * Configuration of an embedded AWS. Start from {@link #inDirectory} and change what differs; each {@code with} method
 * returns a copy.
 *
 * @param dataDirectory directory for all buckets and objects; created if it is missing
 * @param credentialsFile file with the keys of the ambient user, in AWS's shared format; if it is missing, it is
 *     created with random keys
 * @param address address of the interface to listen on: 127.0.0.1, except for a program in a container
 * @param hostNames the host names that requests may use; a request for another name gets 421
 * @param s3Port 0 to 65,535; 0 picks a free port
 * @param stsPort 0 to 65,535; 0 picks a free port
 * @param clock decides when sessions and presigned URLs expire, and dates buckets. The age of a signature is measured
 *     with the system clock, because the clients that sign have no other
 * @param user the ambient credentials; if null, those of the credentials file, in account 111111111111
 * @param roles the roles that exist from the start
 * @param listener receives each request for one of the host names before the response is written, on the thread that
 *     handles the request
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
        // with a relative path the listings of the object store are empty
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
     * The default configuration: free ports of 127.0.0.1, the system clock, no roles and no listener. The user belongs
     * to account 111111111111 and has random keys, stored in the file {@code credentials} of the directory.
     *
     * @param dataDirectory directory for all buckets and objects; created if it is missing
     */
    public static EmbeddedAwsConfig inDirectory(Path dataDirectory) {
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

    /**
     * Listens on these ports; 0 picks a free one.
     *
     * @throws IllegalArgumentException if a port is not 0 to 65,535
     */
    public EmbeddedAwsConfig withPorts(int s3, int sts) {
        return new EmbeddedAwsConfig(
                dataDirectory, credentialsFile, address, hostNames, s3, sts, clock, user, roles, listener);
    }

    /**
     * Listens on another interface, such as 0.0.0.0 for all interfaces. {@link EmbeddedAws#s3Endpoint()} and {@link
     * EmbeddedAws#stsEndpoint()} still name 127.0.0.1.
     */
    public EmbeddedAwsConfig withAddress(String interfaceAddress) {
        return new EmbeddedAwsConfig(
                dataDirectory,
                credentialsFile,
                interfaceAddress,
                hostNames,
                s3Port,
                stsPort,
                clock,
                user,
                roles,
                listener);
    }

    /** Accepts requests for these host names too, in addition to the present ones. */
    public EmbeddedAwsConfig withHostNames(Collection<String> names) {
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

    /** Stores the keys of the ambient user in this file; it is created with random keys if it is missing. */
    public EmbeddedAwsConfig withCredentialsFile(Path file) {
        return new EmbeddedAwsConfig(
                dataDirectory, file, address, hostNames, s3Port, stsPort, clock, user, roles, listener);
    }

    /** Uses this clock for the expiry of sessions and presigned URLs and for the dates of buckets. */
    public EmbeddedAwsConfig withClock(Clock newClock) {
        return new EmbeddedAwsConfig(
                dataDirectory, credentialsFile, address, hostNames, s3Port, stsPort, newClock, user, roles, listener);
    }

    /** Uses these ambient credentials. No credentials file is read or created. */
    public EmbeddedAwsConfig withUser(EmbeddedUser ambient) {
        return new EmbeddedAwsConfig(
                dataDirectory, credentialsFile, address, hostNames, s3Port, stsPort, clock, ambient, roles, listener);
    }

    /** Starts with exactly these roles, instead of the present ones. */
    public EmbeddedAwsConfig withRoles(EmbeddedRole... known) {
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

    /**
     * Calls this listener for each request for one of the host names, before the response is written. Several threads
     * may call it at the same time.
     */
    public EmbeddedAwsConfig withListener(Consumer<ReceivedRequest> requests) {
        return new EmbeddedAwsConfig(
                dataDirectory, credentialsFile, address, hostNames, s3Port, stsPort, clock, user, roles, requests);
    }

    /** The configured user, or else the user of the credentials file, which is created if it is missing. */
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
