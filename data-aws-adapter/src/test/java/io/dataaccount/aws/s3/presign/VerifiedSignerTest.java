package io.dataaccount.aws.s3.presign;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.s3.SdkEndpoints;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifiedSignerTest {
    private static final Credentials SESSION = new Credentials("AKIATEST", "secret-of-theirs", "token-of-theirs", null);
    private static final Region IRELAND = new Region("eu-west-1");
    private static final Bucket BUCKET = new Bucket(new BucketName("my-data"), IRELAND);
    private static final UrlRequest GET = new UrlRequest("GET", new ObjectKey("a"), List.of(), Headers.NONE);
    private static final URI CUSTOM = URI.create("https://s3.example.com");

    private final Queue<Runnable> inBackground = new ArrayDeque<>();
    private final List<LogRecord> log = new ArrayList<>();
    private final Logger logger = Logger.getLogger(VerifiedSigner.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            log.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @Test
    void open_whereOursIsRight_isOurs() {
        assertThat(open(signing(CUSTOM, false, sdk(CUSTOM)), BUCKET)).isInstanceOf(SigV4Signer.class);
        VerifiedSigner onAws = signing(null, true, sdk(null));
        assertThat(open(onAws, BUCKET)).isInstanceOf(SigV4Signer.class);
        inBackground.remove().run();
        assertThat(open(onAws, BUCKET)).isInstanceOf(SigV4Signer.class);
        assertThat(inBackground).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void open_atCustomEndpointWhereOursIsWrong_isTheSdksFromTheFirstOn() {
        VerifiedSigner signing = wrong(CUSTOM, true);
        assertTheSdks(signing, BUCKET, CUSTOM);
        assertTheSdks(signing, BUCKET, CUSTOM);
        assertThat(inBackground).isEmpty();
        assertThat(log).hasSize(1);
    }

    @Test
    void open_withAnotherSdkThanTestedWhereOursIsWrong_isTheSdksFromTheFirstOn() {
        VerifiedSigner signing = wrong(null, false);
        assertTheSdks(signing, BUCKET, null);
        assertTheSdks(signing, BUCKET, null);
        assertThat(inBackground).isEmpty();
        assertThat(log).hasSize(1);
    }

    @Test
    void open_onAwsWithTheTestedSdkWhereOursIsWrong_isTheSdksOnceThatIsKnown() {
        VerifiedSigner signing = wrong(null, true);
        assertThat(open(signing, BUCKET)).isInstanceOf(SigV4Signer.class);
        assertThat(inBackground).hasSize(1);
        inBackground.remove().run();
        assertTheSdks(signing, BUCKET, null);
        assertThat(inBackground).isEmpty();
        assertThat(log).hasSize(1);
    }

    @Test
    void open_ofAnotherRegionOrKindOfBucket_isComparedOnItsOwn() {
        VerifiedSigner signing = wrong(CUSTOM, true);
        List<Bucket> kinds = List.of(
                BUCKET,
                new Bucket(new BucketName("my.data"), IRELAND),
                new Bucket(new BucketName("my-data"), Region.US_EAST_1),
                new Bucket(new BucketName("my.data"), Region.US_EAST_1));
        for (Bucket bucket : kinds) {
            assertTheSdks(signing, bucket, CUSTOM);
            assertTheSdks(signing, bucket, CUSTOM);
        }
        assertThat(log).hasSize(kinds.size());
    }

    @Test
    void open_whereTheComparisonFails_isTheSdks() {
        S3EndpointResolver endpoints = new S3EndpointResolver(CUSTOM, false);
        UrlSigner.Factory failing = (credentials, bucket, signedAt, lifetime) -> {
            throw new NoSuchMethodError("as of another SDK");
        };
        assertTheSdks(new VerifiedSigner(endpoints, failing, sdk(CUSTOM), true, inBackground::add), BUCKET, CUSTOM);
        assertThat(log).hasSize(1);
    }

    @Test
    void open_atEndpointThatIsNotCovered_isTheSdksWithoutComparison() {
        URI endpoint = URI.create("http://127.0.0.1:9000");
        assertTheSdks(wrong(endpoint, true), BUCKET, endpoint);
        assertThat(url(VerifiedSigner.at(endpoint, false), BUCKET)).isEqualTo(url(sdk(endpoint), BUCKET));
        assertThat(log).isEmpty();
    }

    @Test
    void warning_hasNoSecretsAndNoUrl() {
        open(wrong(CUSTOM, true), BUCKET);
        assertThat(log)
                .singleElement()
                .satisfies(line -> assertThat(line.getMessage())
                        .contains("my-data", "eu-west-1")
                        .doesNotContain("theirs", "AKIA", "X-Amz", "https:"));
    }

    /** If this fails, every first URL on AWS waits for the comparison. */
    @Test
    void sdk_ofThisBuild_isTheOneTested() {
        assertThat(SdkVersion.isTheOneTested()).isTrue();
    }

    private VerifiedSigner signing(@Nullable URI endpoint, boolean tested, UrlSigner.Factory sdk) {
        S3EndpointResolver endpoints = new S3EndpointResolver(endpoint, false);
        return new VerifiedSigner(endpoints, new SigV4SignerFactory(endpoints), sdk, tested, inBackground::add);
    }

    /** A signer that signs with a time one second late. */
    private VerifiedSigner wrong(@Nullable URI endpoint, boolean tested) {
        S3EndpointResolver endpoints = new S3EndpointResolver(endpoint, false);
        SigV4SignerFactory right = new SigV4SignerFactory(endpoints);
        UrlSigner.Factory late = (credentials, bucket, signedAt, lifetime) ->
                right.open(credentials, bucket, signedAt.plusSeconds(1), lifetime);
        return new VerifiedSigner(endpoints, late, sdk(endpoint), tested, inBackground::add);
    }

    private static SdkSignerFactory sdk(@Nullable URI endpoint) {
        return new SdkSignerFactory(new SdkEndpoints(endpoint, false));
    }

    private static void assertTheSdks(VerifiedSigner signing, Bucket bucket, @Nullable URI endpoint) {
        assertThat(open(signing, bucket)).isInstanceOf(SdkSigner.class);
        assertThat(url(signing, bucket)).isEqualTo(url(sdk(endpoint), bucket));
    }

    private static String url(UrlSigner.Factory signing, Bucket bucket) {
        return open(signing, bucket).sign(GET);
    }

    private static UrlSigner open(UrlSigner.Factory signing, Bucket bucket) {
        return signing.open(SESSION, bucket, Instant.EPOCH, new UrlLifetime(60));
    }
}
