package io.dataaccount.aws.credentials;

import io.dataaccount.aws.sdk.Lazy;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The credentials for the token in {@code AWS_WEB_IDENTITY_TOKEN_FILE}, from a given client of STS. The SDK's provider
 * makes a client of its own, which knows neither our proxies nor our CA certificates, and which sends the password of a
 * proxy to STS.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/access-assume-role-web.html">Assume a role with web
 *     identity</a>
 */
final class WebIdentity implements AwsCredentialsProvider, SdkAutoCloseable {
    private final Lazy<StsWebIdentityTokenFileCredentialsProvider> provider;

    /** @param sts a client without credentials; is asked for when the first credentials are */
    WebIdentity(Supplier<StsClient> sts) {
        this.provider = new Lazy<>(() -> StsWebIdentityTokenFileCredentialsProvider.builder()
                .stsClient(sts.get())
                .build());
    }

    @Override
    public AwsCredentials resolveCredentials() {
        if (!CredentialSource.WEB_IDENTITY.isChosen()) {
            throw SdkClientException.create(CredentialSource.WEB_IDENTITY.absence());
        }
        return provider.get().resolveCredentials();
    }

    @Override
    public void close() {
        provider.made().ifPresent(StsWebIdentityTokenFileCredentialsProvider::close);
    }
}
