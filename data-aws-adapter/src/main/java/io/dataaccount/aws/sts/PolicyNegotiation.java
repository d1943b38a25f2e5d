package io.dataaccount.aws.sts;

import io.dataaccount.aws.config.PolicyDialect;
import io.dataaccount.aws.sdk.AwsErrorSummary;
import io.dataaccount.aws.sts.SessionPolicy.Form;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Starts sessions with a policy of the form that this STS accepts. STS of AWS gets the form of AWS. A server of another
 * maker gets it first too. If the server refuses it in a way that can be about the policy, the same request is sent with
 * the compatible form, and if that succeeds, the server gets this form from then on for every purpose that it has not
 * accepted in the form of AWS. There is never a request without a policy.
 *
 * <p>A refusal that names no error code at all may come from a proxy. So it has to happen twice before the other form is
 * tried.
 *
 * <p>Until the form is known, a request of another thread waits for the first one, so that the server refuses one request
 * and not many. It waits for a second at most, because the first one may take long for other reasons. Safe for use by many
 * threads.
 */
final class PolicyNegotiation {
    private static final Logger LOG = System.getLogger(PolicyNegotiation.class.getName());

    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private final @Nullable URI server;
    private final PolicyDialect dialect;
    private final AtomicReference<@Nullable CountDownLatch> first = new AtomicReference<>();
    private final Set<Purpose> accepted = EnumSet.noneOf(Purpose.class);
    private @Nullable Form known;

    /** @param server the endpoint of a server of another maker; null for STS of AWS */
    PolicyNegotiation(PolicyDialect dialect, @Nullable URI server) {
        this.dialect = dialect;
        this.server = server;
    }

    /**
     * Starts a session.
     *
     * @param start sends the request with this policy
     * @throws RuntimeException what {@code start} throws; if the server refuses both forms, what it throws for the form
     *     of AWS
     */
    AccountSession start(RoleArn role, Purpose purpose, SessionScope scope, Function<String, AccountSession> start) {
        Forms forms = new Forms(role, purpose, scope);
        if (isSettled(purpose)) {
            return start.apply(forms.policy(form(purpose)));
        }
        if (forms.policy(Form.AWS).equals(forms.policy(Form.COMPATIBLE))) {
            return start.apply(forms.policy(Form.AWS));
        }
        CountDownLatch mine = new CountDownLatch(1);
        CountDownLatch other = first.compareAndExchange(null, mine);
        if (other != null) {
            await(other);
            return negotiate(forms, start);
        }
        try {
            return negotiate(forms, start);
        } finally {
            first.set(null);
            mine.countDown();
        }
    }

    private record Forms(RoleArn role, Purpose purpose, SessionScope scope) {
        String policy(Form form) {
            return SessionPolicy.of(role, purpose, scope, form);
        }
    }

    private AccountSession negotiate(Forms forms, Function<String, AccountSession> start) {
        if (isSettled(forms.purpose())) {
            return start.apply(forms.policy(form(forms.purpose())));
        }
        try {
            return inFormOfAws(forms, start);
        } catch (AwsServiceException refusal) {
            if (!StsErrors.mayBeAboutThePolicy(refusal)) {
                throw refusal;
            }
            return fallback(forms, start, refusal);
        }
    }

    private AccountSession inFormOfAws(Forms forms, Function<String, AccountSession> start) {
        String policy = forms.policy(Form.AWS);
        AccountSession session;
        try {
            session = start.apply(policy);
        } catch (AwsServiceException refusal) {
            if (!StsErrors.mayBeAboutThePolicy(refusal) || !StsErrors.mayBeOfAProxy(refusal)) {
                throw refusal;
            }
            session = start.apply(policy);
        }
        accepted(forms.purpose());
        return session;
    }

    private AccountSession fallback(Forms forms, Function<String, AccountSession> start, AwsServiceException refusal) {
        try {
            AccountSession session = start.apply(forms.policy(Form.COMPATIBLE));
            refused(refusal);
            return session;
        } catch (AwsServiceException second) {
            throw StsErrors.mayBeAboutThePolicy(second) ? refusal : second;
        }
    }

    /** Whether no other form comes into question for this purpose. */
    private synchronized boolean isSettled(Purpose purpose) {
        return server == null
                || dialect != PolicyDialect.AUTO
                || known == Form.COMPATIBLE
                || accepted.contains(purpose);
    }

    private synchronized Form form(Purpose purpose) {
        if (known == null && dialect != PolicyDialect.AUTO) {
            know(Form.valueOf(dialect.name()), "as STS_POLICY_DIALECT says");
        }
        return known == null || accepted.contains(purpose) ? Form.AWS : known;
    }

    private synchronized void accepted(Purpose purpose) {
        accepted.add(purpose);
        if (known == null) {
            know(Form.AWS, "which this server accepts");
        }
    }

    private synchronized void refused(AwsServiceException refusal) {
        if (known != Form.COMPATIBLE) {
            know(
                    Form.COMPATIBLE,
                    "because this server refused the form aws (" + AwsErrorSummary.of(refusal)
                            + "). STS_POLICY_DIALECT=compatible avoids this attempt");
        }
    }

    private void know(Form form, String reason) {
        known = form;
        if (server != null) {
            LOG.log(
                    dialect == PolicyDialect.AWS ? Level.DEBUG : Level.INFO, // the setting itself says it
                    "Session policies for STS at {0} have the form {1}, {2}.",
                    server.getRawAuthority().replaceAll(".*@", ""), // a password may be before the host
                    form == Form.AWS ? "aws" : "compatible",
                    reason);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            boolean unused = latch.await(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException(ErrorCode.UNAVAILABLE, "The server is shutting down: try again.", e);
        }
    }
}
