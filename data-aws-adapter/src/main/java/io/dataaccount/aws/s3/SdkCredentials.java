package io.dataaccount.aws.s3;

import io.dataaccount.core.model.account.Credentials;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Credentials as the SDK has them. */
public final class SdkCredentials {
    private SdkCredentials() {}

    public static AwsCredentials of(Credentials ours) {
        return ours.sessionToken() == null
                ? AwsBasicCredentials.create(ours.accessKeyId(), ours.secretAccessKey())
                : AwsSessionCredentials.create(ours.accessKeyId(), ours.secretAccessKey(), ours.sessionToken());
    }
}
