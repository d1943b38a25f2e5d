package io.dataaccount.aws.credentials;

import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.aws.sdk.EmptyVariables;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sts.StsClient;

/** Checks the server's own AWS credentials. */
public final class CredentialsCheck {
    /** Longer than that of a request: no user waits, and a slow source should not end the start. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private CredentialsCheck() {}

    /**
     * Looks for credentials in the sources of the SDK's default chain, which may call STS, IAM Identity Center, the
     * container credentials and the instance metadata service. Returns within 30 seconds.
     *
     * @param sts a client of STS without credentials, for web identity; is called when it is needed
     * @return sentences for the operator if there are none; empty if there are credentials
     */
    public static List<String> problems(Supplier<StsClient> sts) {
        EmptyVariables.hide();
        try {
            SdkModule.checkProfile();
        } catch (InvalidConfigurationException e) {
            return e.problems();
        }
        try (CredentialsChain chain = CredentialsChain.ofSdk(sts);
                BoundedSearch search = new BoundedSearch(chain::resolve, LIMIT, System::nanoTime)) {
            return problems(chain, search);
        }
    }

    /**
     * As {@link #problems(Supplier)}, if the other settings of the program are not valid. A web identity is not checked
     * then, because it is not known how to reach STS.
     */
    public static List<String> problems() {
        EmptyVariables.hide();
        return CredentialSource.WEB_IDENTITY.isChosen()
                ? List.of()
                : problems(() -> {
                    throw new IllegalStateException("there is no web identity");
                });
    }

    private static List<String> problems(CredentialsChain chain, BoundedSearch search) {
        try {
            search.get();
            return List.of();
        } catch (OwnCredentialsException e) {
            return problems(e);
        } catch (TimeoutException e) {
            return problems(chain.late("within " + LIMIT.toSeconds() + " seconds"));
        }
    }

    private static List<String> problems(OwnCredentialsException e) {
        return List.of(e.getMessage()
                + " Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile in AWS_PROFILE, or run where a"
                + " role is attached; if one of these is configured, correct its reason above.");
    }
}
