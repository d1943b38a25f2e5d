package io.dataaccount.aws.s3.presign;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.dataaccount.aws.s3.SdkEndpoints;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Measures the cost of one upload URL in a batch, with keys of 65 characters, a session token of 800 characters and no
 * upload conditions. Each thread has its own batch, as in the server. {@link PresignBenchmarkReport} runs it; see
 * PRESIGNING.md.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class PresignBenchmark {
    private static final Bucket BUCKET =
            new Bucket(new BucketName("my-data-account-bucket"), new Region("eu-central-1"));
    /** The buffer in which a server sends a streamed response; Jetty's buffers have this size. */
    private static final int PIECE_BYTES = 32 * 1024;

    private static final UrlLifetime HOUR = new UrlLifetime(3600);
    private static final Credentials SESSION =
            new Credentials("ASIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", token(), null);
    private static final Upload[] UPLOADS = IntStream.range(0, 1000)
            .mapToObj(i -> new Upload(
                    new ObjectKey(String.format(
                            Locale.ROOT, "datasets/raw/2026-11-24/camera-04/recording-%04d/image-%06d.jpg", i, i * 7)),
                    ContentType.OCTET_STREAM,
                    UploadConditions.NONE))
            .toArray(Upload[]::new);

    private final Instant now = Instant.now();
    private final UploadBatch ours = batch(new SigV4SignerFactory(new S3EndpointResolver(null, false)));
    private final UploadBatch sdkSigner = batch(new SdkSignerFactory(new SdkEndpoints(null, false)));
    private final S3Presigner sdkPresigner = S3Presigner.builder()
            .region(software.amazon.awssdk.regions.Region.of(BUCKET.region().value()))
            .credentialsProvider(StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(SESSION.accessKeyId(), SESSION.secretAccessKey(), token())))
            .build();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream(2 * PIECE_BYTES);
    private final TwoHashes hashes = new TwoHashes(canonicalRequest(), stringToSign());
    private int next;

    private UploadBatch batch(UrlSigner.Factory signers) {
        return new UploadBatch(signers.open(SESSION, BUCKET, now, HOUR));
    }

    @TearDown
    public void close() {
        sdkPresigner.close();
    }

    @Benchmark
    public byte[] limitWithBlocks() throws GeneralSecurityException {
        return hashes.withBlocks();
    }

    @Benchmark
    public byte[] limitWithClones() throws GeneralSecurityException, CloneNotSupportedException {
        return hashes.withClones();
    }

    @Benchmark
    public byte[] limitWithMac() throws GeneralSecurityException {
        return hashes.withMac();
    }

    @Benchmark
    public PresignedUpload oursAsStrings() {
        return ours.sign(upload());
    }

    @Benchmark
    public int oursIntoBuffer() throws IOException {
        if (answer.size() > PIECE_BYTES) {
            answer.reset();
        }
        ours.url(upload()).writeTo(answer);
        return answer.size();
    }

    @Benchmark
    public PresignedUpload sdkSigner() {
        return sdkSigner.sign(upload());
    }

    @Benchmark
    public String sdkPresigner() {
        Upload upload = upload();
        return sdkPresigner
                .presignPutObject(request -> request.signatureDuration(HOUR.duration())
                        .putObjectRequest(put -> put.bucket(BUCKET.name().value())
                                .key(upload.key().value())
                                .contentType(upload.contentType().value())))
                .url()
                .toString();
    }

    private Upload upload() {
        next = next == UPLOADS.length ? 0 : next;
        return UPLOADS[next++];
    }

    /** As long as the canonical request of one of these URLs. */
    private static byte[] canonicalRequest() {
        String credential = "ASIAIOSFODNN7EXAMPLE%2F20261124%2Feu-central-1%2Fs3%2Faws4_request";
        return ("PUT\n/" + UPLOADS[0].key() + "\nX-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + credential
                        + "&X-Amz-Date=20261124T080910Z&X-Amz-Expires=3600&X-Amz-Security-Token="
                        + new AsciiBuffer(2048).putValue(token()) + "&X-Amz-SignedHeaders=content-type%3Bhost"
                        + "\ncontent-type:" + ContentType.OCTET_STREAM + "\nhost:" + BUCKET.name() + ".s3."
                        + BUCKET.region() + ".amazonaws.com\n\ncontent-type;host\nUNSIGNED-PAYLOAD")
                .getBytes(US_ASCII);
    }

    private static byte[] stringToSign() {
        return ("AWS4-HMAC-SHA256\n20261124T080910Z\n20261124/eu-central-1/s3/aws4_request\n" + "0".repeat(64))
                .getBytes(US_ASCII);
    }

    /** Base64, like the tokens of STS. */
    private static String token() {
        byte[] bytes = new byte[600];
        new Random(1).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
