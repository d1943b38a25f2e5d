package io.dataaccount.aws.credentials;

import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.aws.sdk.Deadline;
import io.dataaccount.core.error.SafeText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The server's own credentials, from the sources of the SDK's default chain. If there are none, it throws
 * {@link OwnCredentialsException}, remembers that for {@link #FAILURE_REMEMBERED}, and logs the reasons: once, and again
 * if they change or after {@link #LOGGED_EVERY}. A caller waits for {@link #LIMIT} at most, and not longer than its {@link
 * Deadline}. Safe for use by many threads.
 */
public final class OwnCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
    /** A search may wait seconds for the instance metadata, and every request would start one. */
    static final Duration FAILURE_REMEMBERED = Duration.ofSeconds(2);

    /** For one search. A {@code credential_process} that starts a program takes seconds. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    static final Duration LOGGED_EVERY = Duration.ofMinutes(5);

    private static final Logger LOG = System.getLogger(OwnCredentials.class.getName());

    private record Failure(OwnCredentialsException exception, long loggedAt, long rememberedUntil) {}

    private final CredentialsChain chain;
    private final BoundedSearch searches;
    private final String limit;
    private final LongSupplier nanos;
    private volatile @Nullable Failure failure;
    private volatile boolean isAnnounced;

    /**
     * @param limit for one search
     * @param nanos a monotonic clock, such as {@link System#nanoTime}
     */
    OwnCredentials(CredentialsChain chain, Duration limit, LongSupplier nanos) {
        this.chain = chain;
        this.searches = new BoundedSearch(this::search, limit, nanos);
        this.limit = "within " + limit.toSeconds() + " seconds";
        this.nanos = nanos;
    }

    /**
     * The credentials of the environment. Sends no request.
     *
     * @param sts a client of STS without credentials, for web identity; is called when it is needed
     * @throws InvalidConfigurationException if the profile needs a module of the SDK that this program does not have
     */
    public static OwnCredentials ofEnvironment(Supplier<StsClient> sts) {
        SdkModule.checkProfile();
        return new OwnCredentials(CredentialsChain.ofSdk(sts), LIMIT, System::nanoTime);
    }

    @Override
    public AwsCredentials resolveCredentials() {
        throwRemembered();
        if (chain.found().filter(found -> found.source().isInProcess()).isPresent()) {
            return search();
        }
        try {
            return searches.get();
        } catch (TimeoutException e) {
            throw late();
        }
    }

    private OwnCredentialsException late() {
        if (!searches.isOverdue()) {
            return chain.late("in the time that was left for the request");
        }
        OwnCredentialsException late = chain.late(limit);
        failed(late);
        return late;
    }

    private void throwRemembered() {
        Failure last = failure;
        if (last != null && nanos.getAsLong() - last.rememberedUntil() < 0) {
            throw last.exception();
        }
    }

    private AwsCredentials search() {
        throwRemembered(); // of a search that ended between the same question in another thread and this one
        try {
            AwsCredentials credentials = chain.resolve();
            if (failure != null || !isAnnounced) {
                recovered();
            }
            return credentials;
        } catch (OwnCredentialsException e) {
            failed(e);
            throw e;
        }
    }

    private synchronized void failed(OwnCredentialsException e) {
        Failure last = failure;
        long now = nanos.getAsLong();
        boolean isLogged = last != null
                && String.valueOf(last.exception().getMessage()).equals(e.getMessage())
                && now - last.loggedAt() < LOGGED_EVERY.toNanos();
        failure = new Failure(e, isLogged && last != null ? last.loggedAt() : now, now + FAILURE_REMEMBERED.toNanos());
        if (!isLogged) {
            LOG.log(Level.WARNING, SafeText.line(String.valueOf(e.getMessage())));
        }
    }

    /** A chosen source that fails is worth a line: on EKS, the role of the node replaces that of the pod. */
    private synchronized void recovered() {
        boolean wasFailing = failure != null;
        failure = null;
        if (wasFailing) {
            LOG.log(Level.INFO, "The server's own AWS credentials are available again.");
        }
        if (!isAnnounced) {
            isAnnounced = true;
            chain.found().ifPresent(OwnCredentials::announce);
        }
    }

    private static void announce(CredentialsChain.Found found) {
        String failures = found.failures().stream()
                .filter(SourceFailure::isChosen)
                .map(SourceFailure::line)
                .collect(Collectors.joining("; "));
        if (!failures.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    SafeText.line("The server's own AWS credentials come from the source '"
                            + found.source().label()
                            + "', because another source that is configured failed: " + failures + "."));
        }
    }

    @Override
    public void close() {
        searches.close();
        chain.close();
    }
}
