package io.dataaccount.aws.sdk;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** The credentials that a server runs with. */
public final class CredentialsCheck {
    private CredentialsCheck() {}

    /** What is missing, if the SDK's default chain finds no credentials; it may ask the instance's metadata service. */
    public static Optional<String> problem() {
        try (DefaultCredentialsProvider chain =
                DefaultCredentialsProvider.builder().build()) {
            chain.resolveCredentials();
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of("AWS credentials are nowhere to be found: set AWS_ACCESS_KEY_ID and"
                    + " AWS_SECRET_ACCESS_KEY, name a profile in AWS_PROFILE, or run where a role is attached.");
        }
    }
}
