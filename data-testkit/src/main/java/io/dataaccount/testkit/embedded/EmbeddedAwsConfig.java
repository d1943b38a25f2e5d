package io.dataaccount.testkit.embedded;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * How an embedded AWS is to be. Start from {@link #in} and change what matters.
 *
 * @param dataDirectory created if missing
 * @param address of the interface to listen on: 127.0.0.1, but for a program in a container
 * @param s3Port 0 picks a free one
 * @param stsPort 0 picks a free one
 * @param clock decides when sessions and presigned URLs end, and dates buckets. The age of a signature is
 *     judged by the system's clock, for the clients that sign have no other
 * @param user the ambient credentials
 * @param roles those known from the start
 * @param listener is told of each request before it is answered, on the thread that answers it
 */
public record EmbeddedAwsConfig(
        Path dataDirectory,
        String address,
        int s3Port,
        int stsPort,
        Clock clock,
        EmbeddedUser user,
        List<EmbeddedRole> roles,
        Consumer<ReceivedRequest> listener) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final EmbeddedUser DEFAULT_USER =
            new EmbeddedUser("111111111111", "AKIALOCALDATAACCOUNT", "local-secret-access-key-of-no-value");

    public EmbeddedAwsConfig {
        // the object store lists nothing below a relative path
        dataDirectory = requireNonNull(dataDirectory, "dataDirectory is null")
                .toAbsolutePath()
                .normalize();
        requireNonNull(address, "address is null");
        requireNonNull(clock, "clock is null");
        requireNonNull(user, "user is null");
        requireNonNull(listener, "listener is null");
        checkPort(s3Port);
        checkPort(stsPort);
        roles = List.copyOf(roles);
    }

    /** Free ports of 127.0.0.1, the system's clock, the user of account 111111111111, no roles and no listener. */
    public static EmbeddedAwsConfig in(Path dataDirectory) {
        return new EmbeddedAwsConfig(
                dataDirectory, LOOPBACK, 0, 0, Clock.systemUTC(), DEFAULT_USER, List.of(), request -> {});
    }

    public EmbeddedAwsConfig onPorts(int s3, int sts) {
        return new EmbeddedAwsConfig(dataDirectory, address, s3, sts, clock, user, roles, listener);
    }

    /**
     * On another interface, such as 0.0.0.0 for all of them. The keys are known to everybody who can read this
     * source, so that whoever can reach it may do everything; {@link EmbeddedAws#s3Endpoint()} stays that of 127.0.0.1.
     */
    public EmbeddedAwsConfig onAddress(String of) {
        return new EmbeddedAwsConfig(dataDirectory, of, s3Port, stsPort, clock, user, roles, listener);
    }

    public EmbeddedAwsConfig at(Clock time) {
        return new EmbeddedAwsConfig(dataDirectory, address, s3Port, stsPort, time, user, roles, listener);
    }

    public EmbeddedAwsConfig as(EmbeddedUser ambient) {
        return new EmbeddedAwsConfig(dataDirectory, address, s3Port, stsPort, clock, ambient, roles, listener);
    }

    public EmbeddedAwsConfig knowing(EmbeddedRole... known) {
        return new EmbeddedAwsConfig(dataDirectory, address, s3Port, stsPort, clock, user, List.of(known), listener);
    }

    public EmbeddedAwsConfig tellingOf(Consumer<ReceivedRequest> requests) {
        return new EmbeddedAwsConfig(dataDirectory, address, s3Port, stsPort, clock, user, roles, requests);
    }

    private static void checkPort(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port must be 0 to 65535, was: " + port);
        }
    }
}
