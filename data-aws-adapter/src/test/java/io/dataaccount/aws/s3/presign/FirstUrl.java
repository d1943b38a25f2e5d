package io.dataaccount.aws.s3.presign;

import io.dataaccount.aws.s3.SdkEndpoints;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.port.UploadPresigner;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Programs that print one URL or a greeting, and end. Each is a separate class and loads no classes of the others. */
final class FirstUrl {
    private FirstUrl() {}

    private static String through(UploadPresigner presigner) {
        AccountSession session = new AccountSession(
                new AccountId("444455556666"), "a role", new Credentials("AKIATEST", "secret", "token", null));
        return presigner
                .batch(
                        session,
                        new Bucket(new BucketName("my-data"), new Region("eu-west-1")),
                        Instant.now(),
                        new UrlLifetime(3600))
                .sign(new Upload(new ObjectKey("raw/a.txt"), ContentType.OCTET_STREAM, UploadConditions.NONE))
                .url();
    }

    static final class Hello {
        public static void main(String[] arguments) {
            System.out.println("hello world");
        }
    }

    /** The usual case: the comparison with the SDK runs in parallel with the first URL. */
    static final class Ours {
        public static void main(String[] arguments) {
            System.out.println(through(new S3UploadPresigner(null, false)));
        }
    }

    /** The case of another SDK version than the tested one: the comparison runs before the first URL. */
    static final class OursComparedFirst {
        public static void main(String[] arguments) {
            S3EndpointResolver endpoints = new S3EndpointResolver(null, false);
            System.out.println(through(new S3UploadPresigner(new VerifiedSigner(
                    endpoints,
                    new SigV4SignerFactory(endpoints),
                    new SdkSignerFactory(new SdkEndpoints(null, false)),
                    false,
                    Runnable::run))));
        }
    }

    /** The SDK's parts, which signed all URLs before and still sign the cases that our signer does not cover. */
    static final class SdkParts {
        public static void main(String[] arguments) {
            System.out.println(through(new S3UploadPresigner(new SdkSignerFactory(new SdkEndpoints(null, false)))));
        }
    }

    static final class SdkPresigner {
        public static void main(String[] arguments) {
            try (S3Presigner presigner = S3Presigner.builder()
                    .region(software.amazon.awssdk.regions.Region.EU_WEST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(
                            AwsSessionCredentials.create("AKIATEST", "secret", "token")))
                    .build()) {
                System.out.println(presigner
                        .presignPutObject(request -> request.signatureDuration(Duration.ofHours(1))
                                .putObjectRequest(put ->
                                        put.bucket("my-data").key("raw/a.txt").contentType("application/octet-stream")))
                        .url());
            }
        }
    }
}
