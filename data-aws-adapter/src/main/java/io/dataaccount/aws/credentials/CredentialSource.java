package io.dataaccount.aws.credentials;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;

/**
 * The sources of credentials, in the order of the SDK's default chain.
 *
 * @see <a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">Default
 *     credentials provider chain</a>
 */
enum CredentialSource {
    SYSTEM_PROPERTIES(
            "system properties",
            () -> System.getProperty("aws.accessKeyId") != null || System.getProperty("aws.secretAccessKey") != null,
            "aws.accessKeyId is not set",
            SystemPropertyCredentialsProvider::create),
    ENVIRONMENT(
            "environment variables",
            () -> isSet(SdkSystemSetting.AWS_ACCESS_KEY_ID, SdkSystemSetting.AWS_SECRET_ACCESS_KEY),
            "AWS_ACCESS_KEY_ID is not set",
            EnvironmentVariableCredentialsProvider::create),
    WEB_IDENTITY(
            "web identity token",
            () -> isSet(SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE, SdkSystemSetting.AWS_ROLE_ARN),
            "AWS_WEB_IDENTITY_TOKEN_FILE is not set",
            WebIdentityTokenFileCredentialsProvider::create),
    PROFILE(
            "profile",
            () -> ServerProfile.current().isChosen(),
            "AWS_PROFILE is not set, and the profile default has no credentials",
            ProfileCredentialsProvider::create),
    CONTAINER(
            "container credentials",
            () -> isSet(
                    SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI,
                    SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI),
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set",
            () -> ContainerCredentialsProvider.builder().build()),
    /** Nothing chooses this source: the SDK always asks for the metadata, unless a setting forbids it. */
    INSTANCE_METADATA(
            "instance metadata",
            () -> SdkSystemSetting.AWS_EC2_METADATA_DISABLED
                    .getBooleanValue()
                    .map(disabled -> !disabled)
                    .orElse(true),
            "AWS_EC2_METADATA_DISABLED is true",
            () -> InstanceProfileCredentialsProvider.builder().build());

    private final String label;
    private final BooleanSupplier chosen;
    private final String absence;
    private final Supplier<AwsCredentialsProvider> factory;

    CredentialSource(String label, BooleanSupplier chosen, String absence, Supplier<AwsCredentialsProvider> factory) {
        this.label = label;
        this.chosen = chosen;
        this.absence = absence;
        this.factory = factory;
    }

    private static boolean isSet(SdkSystemSetting... settings) {
        return Arrays.stream(settings)
                .anyMatch(setting -> setting.getStringValue()
                        .filter(value -> !value.isBlank())
                        .isPresent());
    }

    /** What a message calls the source. */
    String label() {
        return label;
    }

    /** Whether the configuration names this source. */
    boolean isChosen() {
        return chosen.getAsBoolean();
    }

    /** Whether the credentials are in this process, so that no file, program or service can delay them. */
    boolean isInProcess() {
        return this == SYSTEM_PROPERTIES || this == ENVIRONMENT;
    }

    /** Why {@link #isChosen} is false, if it is. */
    String absence() {
        return absence;
    }

    /** A new provider. The caller closes it if it is {@link AutoCloseable}. */
    AwsCredentialsProvider open() {
        return factory.get();
    }
}
