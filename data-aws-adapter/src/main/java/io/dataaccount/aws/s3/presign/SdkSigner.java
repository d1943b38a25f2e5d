package io.dataaccount.aws.s3.presign;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.dataaccount.aws.s3.SdkCredentials;
import io.dataaccount.aws.s3.SdkEndpoints;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Signs with the SDK. Uses the parts of its {@code S3Presigner}, because that has no parameter for the signing time.
 */
final class SdkSigner implements UrlSigner {
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    private final SdkHttpRequest upload;
    private final Region region;
    private final AwsCredentials identity;
    private final Clock clock;
    private final UrlLifetime lifetime;

    /** @param upload a request of {@link SdkEndpoints} to the same bucket */
    SdkSigner(SdkHttpRequest upload, Bucket bucket, Credentials credentials, Instant signedAt, UrlLifetime lifetime) {
        this.upload = upload;
        this.region = bucket.region();
        this.identity = SdkCredentials.of(credentials);
        this.clock = Clock.fixed(signedAt, ZoneOffset.UTC);
        this.lifetime = lifetime;
    }

    @Override
    public void write(UrlRequest request, OutputStream out) throws IOException {
        out.write(sign(request).getBytes(US_ASCII));
    }

    @Override
    public String sign(UrlRequest request) {
        return SIGNER.sign(call -> call.identity(identity)
                        .request(unsigned(request))
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, lifetime.duration())
                        .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.value())
                        .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false))
                .request()
                .getUri()
                .toString();
    }

    private SdkHttpRequest unsigned(UrlRequest request) {
        String path = upload.encodedPath();
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(request.method()))
                .protocol(upload.protocol())
                .host(upload.host())
                .port(upload.port())
                .encodedPath(path.substring(0, path.length() - SdkEndpoints.KEY.length())
                        + SdkHttpUtils.urlEncodeIgnoreSlashes(request.key().value()))
                .rawQueryParameters(upload.rawQueryParameters());
        for (Parameter parameter : request.query()) {
            unsigned.putRawQueryParameter(parameter.name(), Collections.singletonList(parameter.value()));
        }
        int next = 0;
        for (String name : request.headers().names().sorted()) {
            if (!name.equals(HeaderNames.HOST)) {
                unsigned.putHeader(name, request.headers().values().get(next++));
            }
        }
        return unsigned.build();
    }
}
