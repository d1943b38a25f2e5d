package io.dataaccount.aws.s3;

import io.dataaccount.core.model.account.Credentials;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Converts our credentials to those of the SDK. */
public final class SdkCredentials {
    private SdkCredentials() {}

    /** The same credentials, with a session token if ours have one. */
    public static AwsCredentials of(Credentials ours) {
        return ours.sessionToken() == null
                ? AwsBasicCredentials.create(ours.accessKeyId(), ours.secretAccessKey())
                : AwsSessionCredentials.create(ours.accessKeyId(), ours.secretAccessKey(), ours.sessionToken());
    }
}
