package io.dataaccount.aws.credentials;

import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.aws.sdk.EmptyVariables;
import java.time.Clock;
import java.util.List;

/** Checks the server's own AWS credentials. */
public final class CredentialsCheck {
    private CredentialsCheck() {}

    /**
     * Looks for credentials in the sources of the SDK's default chain, which may call STS, IAM Identity Center, the
     * container credentials and the instance metadata service.
     *
     * @return sentences for the operator if there are none; empty if there are credentials
     */
    public static List<String> problems() {
        EmptyVariables.hide();
        try {
            SdkModule.checkProfile();
        } catch (InvalidConfigurationException e) {
            return e.problems();
        }
        try (CredentialsChain chain = new CredentialsChain(Clock.systemUTC())) {
            chain.resolve();
            return List.of();
        } catch (OwnCredentialsException e) {
            return List.of(e.getMessage()
                    + " Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile in AWS_PROFILE, or run where a"
                    + " role is attached; if one of these is configured, correct its reason above.");
        }
    }
}
