package io.dataaccount.aws.s3.presign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The common parts of the URLs of a batch, computed once: the signing key, the beginning of the string to sign, and the
 * encoded query for each set of signed headers. Immutable; safe for use by many threads, each with its own
 * {@link SigV4Signer}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Query string signing</a>
 */
final class SigningContext {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String REQUEST = "aws4_request";
    private static final String SERVICE = "s3";

    private final S3Endpoint endpoint;
    private final String credential;
    private final @Nullable String token;
    private final String time;
    private final long lifetime;
    private final byte[] innerText;
    private final byte[] outerBlock;

    SigningContext(
            S3Endpoint endpoint, Region region, Credentials credentials, Instant signedAt, UrlLifetime lifetime) {
        this.endpoint = endpoint;
        this.time = time(signedAt);
        this.lifetime = lifetime.seconds();
        String date = time.substring(0, 8);
        String scope = date + "/" + region + "/" + SERVICE + "/" + REQUEST;
        // the SDK trims credentials too, which may have been pasted with white space
        this.credential = credentials.accessKeyId().trim() + "/" + scope;
        this.token = credentials.sessionToken() == null
                ? null
                : credentials.sessionToken().trim();
        Sha256 sha256 = new Sha256();
        byte[] key = ("AWS4" + credentials.secretAccessKey().trim()).getBytes(UTF_8);
        for (String part : new String[] {date, region.value(), SERVICE, REQUEST}) {
            key = sha256.hmac(key, part.getBytes(UTF_8));
        }
        this.innerText = new AsciiBuffer(256)
                .put(sha256.innerBlock(key))
                .put(ALGORITHM + "\n" + time + "\n" + scope + "\n")
                .toBytes();
        this.outerBlock = sha256.outerBlock(key);
    }

    S3Endpoint endpoint() {
        return endpoint;
    }

    /** The input of the signature's inner hash: the key block, and the string to sign without the hash at its end. */
    byte[] innerText() {
        return innerText.clone();
    }

    /** The input of the signature's outer hash: the key block, and zeros in place of the inner hash. */
    byte[] outerText() {
        return outerBlock.clone();
    }

    /**
     * The query in its two orders: sorted, for the hash, and in the order of the SDK, for the URL.
     *
     * @param headers names of the signed headers in the format of the signature
     */
    QueryTemplate queryTemplate(String headers) {
        AsciiBuffer canonical = new AsciiBuffer(2048)
                .put("X-Amz-Algorithm=" + ALGORITHM)
                .put("&X-Amz-Credential=")
                .putValue(credential)
                .put("&X-Amz-Date=" + time + "&X-Amz-Expires=" + lifetime);
        AsciiBuffer url = new AsciiBuffer(2048);
        if (token != null) {
            canonical.put("&X-Amz-Security-Token=").putValue(token);
            url.put("X-Amz-Security-Token=").putValue(token).put('&');
        }
        canonical.put("&X-Amz-SignedHeaders=").putValue(headers);
        url.put("X-Amz-Algorithm=" + ALGORITHM + "&X-Amz-Date=" + time + "&X-Amz-SignedHeaders=")
                .putValue(headers)
                .put("&X-Amz-Credential=")
                .putValue(credential)
                .put("&X-Amz-Expires=" + lifetime + "&X-Amz-Signature=");
        return new QueryTemplate(canonical.toBytes(), url.toBytes());
    }

    private static String time(Instant moment) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), 0, ZoneOffset.UTC);
        return digits(utc.getYear(), 4)
                + digits(utc.getMonthValue(), 2)
                + digits(utc.getDayOfMonth(), 2)
                + "T"
                + digits(utc.getHour(), 2)
                + digits(utc.getMinute(), 2)
                + digits(utc.getSecond(), 2)
                + "Z";
    }

    /** Zero-padded decimal digits. The JDK's formatters take longer to load than the whole context takes to compute. */
    private static String digits(int number, int count) {
        String digits = Integer.toString(number);
        return "0".repeat(count - digits.length()) + digits;
    }

    /** The encoded queries of URLs with the same signed headers, without the parameters of the request itself. */
    record QueryTemplate(byte[] canonicalQuery, byte[] urlQuery) {}
}
