package io.dataaccount.aws.s3.presign;

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
 * Signs with our own signer wherever that gives the SDK's URLs, and with the SDK elsewhere. What {@link S3EndpointResolver} does not
 * cover is the SDK's. For the rest one URL is signed by both when a region is first used, with a bucket in the host name or
 * with one in the path: it has a key, parameters and headers of every kind, and made-up credentials. If they differ, or one
 * of both fails, the SDK signs for these from then on, and a warning is logged, once for each.
 *
 * <p>When that is done is a trade-off, for the SDK's part of it takes several times as long as all else that a new process
 * does for its first URL:
 *
 * <ul>
 *   <li>Before the first URL, which then waits for it, at a custom endpoint, and at all endpoints if the SDK is not of the
 *       version that this was built with. Here a difference is possible, and no URL is given out by a signer that has not
 *       been compared.
 *   <li>Beside the first URLs, in a thread of its own, at AWS's own endpoints with the very SDK that the tests compared with
 *       over 100,000 of their URLs. A difference would be a fault of this one machine or Java. No batch that is opened after it
 *       is found gets our signer; URLs of batches opened before, in a fraction of a second, S3 would refuse.
 * </ul>
 *
 * Safe for use by many threads.
 */
final class VerifiedSigner implements UrlSigner.Factory {
    private final S3EndpointResolver endpoints;
    private final UrlSigner.Factory ours;
    private final UrlSigner.Factory sdk;
    private final boolean tested;
    private final Executor background;

    /** Whether ours may be used, by region and place of the bucket. */
    private final Map<String, Boolean> verdicts = new ConcurrentHashMap<>();

    /**
     * @param tested whether the SDK is the one that ours was compared with in the tests
     * @param background runs a comparison that nobody waits for
     */
    VerifiedSigner(
            S3EndpointResolver endpoints,
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

    static VerifiedSigner at(@Nullable URI endpoint, boolean pathStyle) {
        S3EndpointResolver endpoints = new S3EndpointResolver(endpoint, pathStyle);
        return new VerifiedSigner(
                endpoints,
                new SigV4SignerFactory(endpoints),
                new SdkSignerFactory(endpoint, pathStyle),
                SdkVersion.isTheOneTested(),
                new NewThread());
    }

    @Override
    public UrlSigner open(Credentials credentials, Bucket bucket, Instant signedAt, UrlLifetime lifetime) {
        UrlSigner.Factory signers = endpoints.of(bucket) != null && mayBeOurs(bucket) ? ours : sdk;
        return signers.open(credentials, bucket, signedAt, lifetime);
    }

    private boolean mayBeOurs(Bucket bucket) {
        String kind = bucket.region() + (bucket.name().isDotted() ? " dotted" : "");
        Boolean known = verdicts.get(kind);
        if (known != null) {
            return known;
        }
        if (!tested || !endpoints.ofAws()) {
            return verdicts.computeIfAbsent(kind, any -> isSame(bucket));
        }
        if (verdicts.putIfAbsent(kind, true) == null) {
            background.execute(new Comparison(kind, bucket));
        }
        return true;
    }

    private boolean isSame(Bucket bucket) {
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
        return signers.open(Sample.NOBODYS, bucket, Sample.MOMENT, Sample.LIFETIME)
                .sign(Sample.EVERYTHING);
    }

    /** The logger is asked for only here: logging is one more thing that takes its time to start. */
    private static void warn(Bucket bucket, @Nullable Throwable cause) {
        System.getLogger(VerifiedSigner.class.getName())
                .log(
                        Level.WARNING,
                        "upload URLs for buckets such as " + bucket.name() + " in " + bucket.region()
                                + " are signed by the AWS SDK, which takes longer: ours differ from its, or one of both fails."
                                + " Please report this with the version of the SDK.",
                        cause);
    }

    /** What is compared; in a class of its own, since the first URL of a process does not need it. */
    private static final class Sample {
        static final Credentials NOBODYS = new Credentials("AKIA/NONE", "none", "a/token+of=nobody~", null);
        static final Instant MOMENT = Instant.ofEpochSecond(1_234_567_890);
        static final UrlLifetime LIFETIME = new UrlLifetime(UrlLifetime.MAX_SECONDS);
        static final UrlRequest EVERYTHING = new UrlRequest(
                "PUT",
                new ObjectKey("a b/é+%2F~*/😀"),
                List.of(
                        new Parameter("partNumber", "7"),
                        new Parameter("uploadId", "a/b+c=~*"),
                        new Parameter("uploads", null)),
                Headers.of(ContentType.OCTET_STREAM, new UploadConditions(5L, null, false)));
    }

    /** Classes and not lambdas, whose first one costs a new process as much as the signing. */
    private final class Comparison implements Runnable {
        private final String kind;
        private final Bucket bucket;

        Comparison(String kind, Bucket bucket) {
            this.kind = kind;
            this.bucket = bucket;
        }

        @Override
        public void run() {
            verdicts.put(kind, isSame(bucket));
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
