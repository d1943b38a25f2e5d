package io.dataaccount.aws.s3.presign;

import io.dataaccount.aws.config.EndpointSettings;
import io.dataaccount.aws.s3.SdkEndpoints;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Signs with our own signer if its URLs are equal to those of the SDK, and with the SDK otherwise. The SDK signs for
 * all endpoints that {@link BucketEndpoints} does not cover. For the other endpoints, both sign one sample URL when
 * a region is first used with a bucket in the host name, and again with a bucket in the path. The sample has a key,
 * parameters and headers of every kind, and dummy credentials. If the two URLs differ, or one signer fails, the SDK
 * signs for this combination from then on. A warning is logged once for each combination.
 *
 * <p>The time of the comparison is a trade-off: the SDK's part of it takes several times as long as everything else
 * that a new process does for its first URL.
 *
 * <ul>
 *   <li>With a custom endpoint, with {@link EndpointSettings} in the environment, or with another SDK version than at
 *       compile time, the comparison comes before the first URL, which waits for it. A difference is possible here, so
 *       no URL comes from a signer that has not been compared.
 *   <li>With the endpoints of AWS and the same SDK version, the comparison runs in a thread of its own while the first
 *       URLs are signed. The tests compared this SDK version with over 100,000 of our URLs, so a difference would be a
 *       fault of this machine or of its Java. A batch that is opened after a difference was found uses the SDK. S3
 *       would refuse the URLs of batches opened before, which is a fraction of a second.
 * </ul>
 *
 * Safe for use by many threads.
 */
final class VerifiedSigner implements UrlSigner.Factory {
    private final BucketEndpoints endpoints;
    private final UrlSigner.Factory ours;
    private final UrlSigner.Factory sdk;
    private final boolean tested;
    private final Executor background;

    /** Whether our signer may be used. Key: the region, and whether the bucket name contains a dot. */
    private final Map<String, Boolean> ourSignerAllowed = new ConcurrentHashMap<>();

    /**
     * @param tested whether the SDK version is the one that the tests compared with our signer
     * @param background runs a comparison while URLs are already being signed
     */
    VerifiedSigner(
            BucketEndpoints endpoints,
            UrlSigner.Factory ours,
            UrlSigner.Factory sdk,
            boolean tested,
            Executor background) {
        this.endpoints = endpoints;
        this.ours = ours;
        this.sdk = sdk;
        this.tested = tested;
        this.background = background;
    }

    /** @param endpoint the URL of an S3-compatible server, for every region; null if the SDK decides */
    static VerifiedSigner at(@Nullable URI endpoint, boolean pathStyle) {
        SdkEndpoints sdk = new SdkEndpoints(endpoint, pathStyle);
        BucketEndpoints endpoints = endpoint == null && EndpointSettings.exist()
                ? new ConfiguredEndpoints(sdk)
                : new S3EndpointResolver(endpoint, pathStyle);
        return new VerifiedSigner(
                endpoints,
                new SigV4SignerFactory(endpoints),
                new SdkSignerFactory(sdk),
                SdkVersion.isTheOneTested(),
                new NewThread());
    }

    @Override
    public UrlSigner open(Credentials credentials, Bucket bucket, Instant signedAt, UrlLifetime lifetime) {
        UrlSigner.Factory signers = endpoints.of(bucket) != null && mayUseOurs(bucket) ? ours : sdk;
        return signers.open(credentials, bucket, signedAt, lifetime);
    }

    private boolean mayUseOurs(Bucket bucket) {
        String kind = bucket.region() + (bucket.name().isDotted() ? " dotted" : "");
        Boolean known = ourSignerAllowed.get(kind);
        if (known != null) {
            return known;
        }
        if (!tested || !endpoints.isPlainAws()) {
            return ourSignerAllowed.computeIfAbsent(kind, any -> compare(bucket));
        }
        if (ourSignerAllowed.putIfAbsent(kind, true) == null) {
            background.execute(new Comparison(kind, bucket));
        }
        return true;
    }

    private boolean compare(Bucket bucket) {
        try {
            if (url(ours, bucket).equals(url(sdk, bucket))) {
                return true;
            }
            warn(bucket, null);
        } catch (RuntimeException | LinkageError e) {
            warn(bucket, e);
        }
        return false;
    }

    private static String url(UrlSigner.Factory signers, Bucket bucket) {
        return signers.open(Sample.DUMMY_CREDENTIALS, bucket, Sample.SIGNED_AT, Sample.LIFETIME)
                .sign(Sample.REQUEST);
    }

    /** Gets the logger only here, because logging is slow to load. */
    private static void warn(Bucket bucket, @Nullable Throwable cause) {
        System.getLogger(VerifiedSigner.class.getName())
                .log(
                        Level.WARNING,
                        "The AWS SDK signs the upload URLs for buckets such as " + bucket.name() + " in "
                                + bucket.region()
                                + ", which is slower: our sample URL differs from the SDK's, or signing it failed."
                                + " Please report this with the version of the SDK.",
                        cause);
    }

    /** The sample to compare. A separate class, because the first URL of a process does not need it. */
    private static final class Sample {
        static final Credentials DUMMY_CREDENTIALS = new Credentials("AKIA/NONE", "none", "a/token+of=nobody~", null);
        static final Instant SIGNED_AT = Instant.ofEpochSecond(1_234_567_890);
        static final UrlLifetime LIFETIME = new UrlLifetime(UrlLifetime.MAX_SECONDS);
        static final UrlRequest REQUEST = new UrlRequest(
                "PUT",
                new ObjectKey("a b/é+%2F~*/😀"),
                List.of(
                        new Parameter("partNumber", "7"),
                        new Parameter("uploadId", "a/b+c=~*"),
                        new Parameter("uploads", null)),
                Headers.of(ContentType.OCTET_STREAM, new UploadConditions(5L, null, false)));
    }

    /** A class and not a lambda, because the first lambda costs a new process as much time as the signing. */
    private final class Comparison implements Runnable {
        private final String kind;
        private final Bucket bucket;

        Comparison(String kind, Bucket bucket) {
            this.kind = kind;
            this.bucket = bucket;
        }

        @Override
        public void run() {
            ourSignerAllowed.put(kind, compare(bucket));
        }
    }

    private static final class NewThread implements Executor {
        @Override
        public void execute(Runnable comparison) {
            Thread thread = new Thread(comparison, "upload-url-check");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
