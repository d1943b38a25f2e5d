package io.dataaccount.aws.sdk;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** Checks the server's own AWS credentials. */
public final class CredentialsCheck {
    private CredentialsCheck() {}

    /**
     * Looks for credentials in the SDK's default chain, which may call the instance metadata service.
     *
     * @return a sentence for the operator if there are none; empty if there are credentials
     */
    public static Optional<String> problem() {
        EmptyVariables.hide();
        try (DefaultCredentialsProvider chain =
                DefaultCredentialsProvider.builder().build()) {
            chain.resolveCredentials();
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of("There are no AWS credentials: set AWS_ACCESS_KEY_ID and"
                    + " AWS_SECRET_ACCESS_KEY, name a profile in AWS_PROFILE, or run where a role is attached.");
        }
    }
}
