package io.dataaccount.testkit.embedded.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.testkit.embedded.http.Digests;
import io.dataaccount.testkit.embedded.http.RawQuery;
import io.dataaccount.testkit.embedded.http.RequestHeaders;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calculates signatures of AWS Signature Version 4, for any service. */
final class SigV4 {
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private SigV4() {}

    /**
     * The expected signature of the request, in lower-case hex.
     *
     * @param path the path as sent, still percent-encoded
     * @param payloadHash the SHA-256 of the body in hex, or a placeholder of AWS
     */
    static String sign(
            Signature claimed,
            String secret,
            String method,
            String path,
            RawQuery query,
            RequestHeaders headers,
            String payloadHash) {
        String canonicalHeaders = claimed.signedHeaders().stream()
                .map(name -> name + ":" + canonical(headers.all(name)) + "\n")
                .collect(Collectors.joining());
        String request = String.join(
                "\n",
                method,
                path,
                query.canonical(),
                canonicalHeaders,
                String.join(";", claimed.signedHeaders()),
                payloadHash);
        String toSign = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                claimed.timestamp(),
                claimed.scope(),
                Digests.sha256Hex(request.getBytes(UTF_8)));
        return HexFormat.of().formatHex(hmac(key(claimed, secret), toSign));
    }

    private static byte[] key(Signature claimed, String secret) {
        byte[] day = hmac(("AWS4" + secret).getBytes(UTF_8), claimed.day());
        return hmac(hmac(hmac(day, claimed.region()), claimed.service()), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) {
        return Digests.hmacSha256(key, text.getBytes(UTF_8));
    }

    private static String canonical(List<String> values) {
        return values.stream()
                .map(value -> SPACES.matcher(value.trim()).replaceAll(" "))
                .collect(Collectors.joining(","));
    }
}
