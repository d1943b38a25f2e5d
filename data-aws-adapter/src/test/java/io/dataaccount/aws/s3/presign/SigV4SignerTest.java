package io.dataaccount.aws.s3.presign;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.s3.SdkEndpoints;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SigV4SignerTest {
    private static final Credentials EXAMPLE =
            new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null, null);
    private static final Bucket BUCKET = new Bucket(new BucketName("examplebucket"), Region.US_EAST_1);

    /** @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">AWS's example</a> */
    @Test
    void sign_ofTheDocumentedExample_hasItsSignature() {
        String url = new SigV4Signer(context()).sign(get("test.txt"));
        assertThat(url)
                .startsWith("https://examplebucket.s3.amazonaws.com/test.txt?")
                .endsWith("&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    @Test
    void plan_sharedByThreads_givesEachItsUrls() {
        SigningContext context = context();
        List<String> alone = urls(new SigV4Signer(context));
        List<CompletableFuture<List<String>>> together = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> urls(new SigV4Signer(context))))
                .toList();
        assertThat(together).allSatisfy(urls -> assertThat(urls.join()).isEqualTo(alone));
    }

    /** The signer's buffers have 4,096 bytes at first. */
    @Test
    void sign_ofTheLongestKeyAndToken_hasRoom() {
        Credentials session = new Credentials("AKIA", "secret", "/".repeat(4096), null);
        ObjectKey key = new ObjectKey("é".repeat(512));
        Instant now = Instant.EPOCH;
        assertThat(new SigV4SignerFactory(new S3EndpointResolver(null, false))
                        .open(session, BUCKET, now, new UrlLifetime(1))
                        .sign(new UrlRequest("GET", key, List.of(), Headers.NONE)))
                .isEqualTo(new SdkSignerFactory(new SdkEndpoints(null, false))
                        .open(session, BUCKET, now, new UrlLifetime(1))
                        .sign(new UrlRequest("GET", key, List.of(), Headers.NONE)));
    }

    private static SigningContext context() {
        return new SigningContext(
                new S3Endpoint("https", "examplebucket.s3.amazonaws.com", "/"),
                Region.US_EAST_1,
                EXAMPLE,
                Instant.parse("2013-05-24T00:00:00Z"),
                new UrlLifetime(86_400));
    }

    private static List<String> urls(UrlSigner signer) {
        return IntStream.range(0, 500).mapToObj(i -> signer.sign(get("a/" + i))).toList();
    }

    private static UrlRequest get(String key) {
        return new UrlRequest("GET", new ObjectKey(key), List.of(), Headers.NONE);
    }
}
