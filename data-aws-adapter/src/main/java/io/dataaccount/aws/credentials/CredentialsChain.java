package io.dataaccount.aws.credentials;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The SDK's default chain, which says of each source why it has no credentials. The SDK's own chain puts the reasons in
 * one text, with the messages of all exceptions. Like the SDK's chain, it uses the first source that had credentials
 * from then on. Safe for use by many threads.
 */
final class CredentialsChain implements AutoCloseable {
    private final Clock clock;
    private final Function<CredentialSource, AwsCredentialsProvider> opener;
    private final Map<CredentialSource, AwsCredentialsProvider> opened = new ConcurrentHashMap<>();
    private volatile @Nullable Found found;
    private volatile Progress progress = new Progress(CredentialSource.values()[0], List.of());

    /**
     * A source with credentials.
     *
     * @param failures of the sources before it
     */
    record Found(CredentialSource source, AwsCredentialsProvider provider, List<SourceFailure> failures) {}

    /**
     * Where the last search is.
     *
     * @param failures of the sources before it
     */
    private record Progress(CredentialSource source, List<SourceFailure> failures) {}

    /**
     * A chain over the SDK's providers.
     *
     * @param sts a client of STS without credentials, for web identity; is called when it is needed
     */
    static CredentialsChain ofSdk(Supplier<StsClient> sts) {
        return new CredentialsChain(
                Clock.systemUTC(),
                source -> source == CredentialSource.WEB_IDENTITY ? new WebIdentity(sts) : source.open());
    }

    /** @param opener a provider for each source; is called when the search reaches the source */
    CredentialsChain(Clock clock, Function<CredentialSource, AwsCredentialsProvider> opener) {
        this.clock = clock;
        this.opener = opener;
    }

    /**
     * The credentials.
     *
     * @throws OwnCredentialsException if no source has any
     * @throws AbortedException if the thread was interrupted
     */
    AwsCredentials resolve() {
        Found known = found;
        return known == null ? search() : checked(known.source(), known.provider(), new ArrayList<>());
    }

    /** Has no lock: a search that hangs must not stop the next one. */
    private AwsCredentials search() {
        List<SourceFailure> failures = new ArrayList<>();
        for (CredentialSource source : CredentialSource.values()) {
            AwsCredentialsProvider provider = opened.computeIfAbsent(source, opener);
            @Nullable AwsCredentials credentials = attempt(source, provider, failures);
            if (credentials != null) {
                found = new Found(source, provider, List.copyOf(failures));
                return credentials;
            }
        }
        throw new OwnCredentialsException(failures);
    }

    private AwsCredentials checked(
            CredentialSource source, AwsCredentialsProvider provider, List<SourceFailure> failures) {
        @Nullable AwsCredentials credentials = attempt(source, provider, failures);
        if (credentials == null) {
            throw new OwnCredentialsException(failures);
        }
        return credentials;
    }

    private @Nullable AwsCredentials attempt(
            CredentialSource source, AwsCredentialsProvider provider, List<SourceFailure> failures) {
        progress = new Progress(source, List.copyOf(failures));
        try {
            AwsCredentials credentials = provider.resolveCredentials();
            Optional<Instant> end =
                    credentials.expirationTime().filter(time -> !clock.instant().isBefore(time));
            // the SDK uses expired credentials of an instance on purpose: EC2 extends them if it cannot renew them
            if (end.isEmpty() || source == CredentialSource.INSTANCE_METADATA) {
                return credentials;
            }
            failures.add(SourceFailure.expired(source, end.get()));
        } catch (AbortedException e) {
            throw e;
        } catch (RuntimeException e) {
            failures.add(SourceFailure.of(source, e));
        }
        return null;
    }

    /**
     * The exception for a search that does not end in time.
     *
     * @param time continues "returned no credentials "
     */
    OwnCredentialsException late(String time) {
        Progress now = progress;
        List<SourceFailure> failures = new ArrayList<>(now.failures());
        failures.add(SourceFailure.late(now.source(), time));
        return new OwnCredentialsException(failures);
    }

    /** The source that is in use; empty as long as none had credentials. */
    Optional<Found> found() {
        return Optional.ofNullable(found);
    }

    @Override
    public void close() {
        opened.values().forEach(CredentialsChain::close);
    }

    private static void close(AwsCredentialsProvider provider) {
        if (provider instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
