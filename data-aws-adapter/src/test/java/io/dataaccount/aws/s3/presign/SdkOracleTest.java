package io.dataaccount.aws.s3.presign;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.s3.SdkEndpoints;
import io.dataaccount.testkit.contract.SeededRandom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Our URLs are equal to the SDK's, byte for byte: to those of its presigner, and to those of its signer with a fixed
 * clock, which S3 is known to accept. {@code -Ddataaccount.cases=100000} runs more than the default 2,000 cases.
 */
class SdkOracleTest {
    private static final int CASES = Integer.getInteger("dataaccount.cases", 2000);
    private static final Pattern DATE = Pattern.compile("[?&]X-Amz-Date=([0-9]{8}T[0-9]{6}Z)");
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

    /** Kept, because each builds clients of the SDK. Key: endpoint and path style. */
    private static final Map<String, SdkEndpoints> ENDPOINTS = new ConcurrentHashMap<>();

    @Test
    void sign_ofManyCalls_isWhatTheSdksPresignerGives() throws IOException {
        Random random = SeededRandom.random("sign_ofManyCalls_isWhatTheSdksPresignerGives, " + CASES + " cases");
        try (SdkPresigners sdk = new SdkPresigners()) {
            for (int i = 0; i < CASES; i++) {
                RandomCall call = RandomCall.of(random);
                if (call.what() != RandomCall.What.LIST_PARTS) {
                    String theirs = sdk.sign(call);
                    assertThat(ours(call.at(date(theirs))).sign(call))
                            .as(call::toString)
                            .isEqualTo(theirs);
                }
            }
        }
    }

    /**
     * Ours signs several URLs with one signer, because it reuses parts of one URL for the next. The SDK signs each
     * alone.
     */
    @Test
    void sign_ofManyBatches_isWhatTheSdksSignerGives() throws IOException {
        Random random = SeededRandom.random("sign_ofManyBatches_isWhatTheSdksSignerGives, " + CASES + " cases");
        int left = CASES;
        while (left > 0) {
            RandomCall call = RandomCall.of(random);
            Signing ours = ours(call);
            for (int size = 1 + random.nextInt(12); size > 0; size--) {
                assertThat(ours.sign(call)).as(call::toString).isEqualTo(theirs(call));
                call = call.next(random);
                left--;
            }
        }
    }

    private static Signing ours(RandomCall call) {
        return new Signing(new SigV4SignerFactory(new S3EndpointResolver(call.endpoint(), call.pathStyle())), call);
    }

    private static String theirs(RandomCall call) throws IOException {
        SdkEndpoints endpoints = ENDPOINTS.computeIfAbsent(
                call.endpoint() + " " + call.pathStyle(), any -> new SdkEndpoints(call.endpoint(), call.pathStyle()));
        return new Signing(new SdkSignerFactory(endpoints), call).sign(call);
    }

    /** Uses a batch, and the signer itself for requests that no port needs yet. */
    private static final class Signing {
        private final UrlSigner signer;
        private final UploadBatch batch;

        Signing(UrlSigner.Factory signers, RandomCall first) {
            this.signer = signers.open(first.credentials(), first.bucket(), first.moment(), first.lifetime());
            this.batch = new UploadBatch(signer);
        }

        String sign(RandomCall call) throws IOException {
            return switch (call.what()) {
                case PUT -> {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    batch.url(call.upload()).writeTo(bytes);
                    assertThat(batch.sign(call.upload()).url()).isEqualTo(bytes.toString(US_ASCII));
                    yield bytes.toString(US_ASCII);
                }
                case GET -> signer.sign(call.get());
                default -> batch.sign(call.multipart()).url();
            };
        }
    }

    private static Instant date(String url) {
        Matcher date = DATE.matcher(url);
        assertThat(date.find()).as(url).isTrue();
        return FORM.parse(date.group(1), Instant::from);
    }
}
