package io.dataaccount.testkit.embedded.auth;

import io.dataaccount.testkit.embedded.http.RawQuery;
import io.dataaccount.testkit.embedded.http.RequestHeaders;
import io.dataaccount.testkit.embedded.http.UnauthenticatedException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The SigV4 signature of a request, from its {@code Authorization} header or its query. Not verified.
 *
 * @param day the day in the credential scope, such as {@code 20260131}
 * @param signedHeaders the names in lower case, in the order of the request
 * @param value the signature in lower-case hex
 * @param timestamp the date as sent, such as {@code 20260131T235959Z}
 * @param date the timestamp as an instant
 * @param lifetime how long a presigned URL is valid from {@code date} on; null for a signed header
 * @param token the session token; null if the request has none
 */
record Signature(
        String accessKeyId,
        String day,
        String region,
        String service,
        List<String> signedHeaders,
        String value,
        String timestamp,
        Instant date,
        @Nullable Duration lifetime,
        @Nullable String token) {
    private static final Pattern HEADER = Pattern.compile(
            "AWS4-HMAC-SHA256\\s+Credential=([^,]+),\\s*SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]{64})\\s*");
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final long MAX_PRESIGNED_SECONDS = 604_800;

    boolean isPresigned() {
        return lifetime != null;
    }

    String scope() {
        return day + "/" + region + "/" + service + "/aws4_request";
    }

    /**
     * Reads the signature.
     *
     * @return empty if the request has no signature
     * @throws UnauthenticatedException if it has a malformed signature, more than one, or one of SigV2
     */
    static Optional<Signature> read(RequestHeaders headers, RawQuery query) {
        Optional<String> authorization = headers.first("authorization");
        boolean sigV4 = query.has("X-Amz-Algorithm");
        boolean sigV2 = query.has("AWSAccessKeyId") || query.has("Signature");
        if (Stream.of(authorization.isPresent(), sigV4, sigV2)
                        .filter(Boolean::booleanValue)
                        .count()
                > 1) {
            throw new UnauthenticatedException(
                    UnauthenticatedException.Reason.CONFLICTING,
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string"
                            + " parameter or the Authorization header should be specified");
        }
        if (sigV2) {
            throw unsupported();
        }
        if (authorization.isPresent()) {
            return Optional.of(fromHeader(authorization.get(), headers));
        }
        return sigV4 ? Optional.of(fromQuery(headers, query)) : Optional.empty();
    }

    private static Signature fromHeader(String authorization, RequestHeaders headers) {
        if (!authorization.startsWith("AWS")) {
            throw new UnauthenticatedException(
                    UnauthenticatedException.Reason.OTHER_SCHEME, "Unsupported Authorization Type");
        }
        if (!authorization.startsWith("AWS4-HMAC-SHA256")) {
            throw unsupported();
        }
        Matcher parts = HEADER.matcher(authorization);
        if (!parts.matches()) {
            throw new UnauthenticatedException(
                    UnauthenticatedException.Reason.MALFORMED_HEADER,
                    "The authorization header is malformed; the authorization header requires three components:"
                            + " Credential, SignedHeaders, and Signature.");
        }
        String timestamp = headers.first("x-amz-date").orElseThrow(() -> malformed("x-amz-date is missing"));
        return of(
                parts.group(1),
                parts.group(2),
                parts.group(3),
                timestamp,
                null,
                headers.first("x-amz-security-token").orElse(null));
    }

    private static Signature fromQuery(RequestHeaders headers, RawQuery query) {
        if (!query.first("X-Amz-Algorithm").orElse("").equals("AWS4-HMAC-SHA256")) {
            throw new UnauthenticatedException(
                    UnauthenticatedException.Reason.MALFORMED_QUERY,
                    "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
        }
        return of(
                required(query, "X-Amz-Credential"),
                required(query, "X-Amz-SignedHeaders"),
                required(query, "X-Amz-Signature"),
                required(query, "X-Amz-Date"),
                lifetime(required(query, "X-Amz-Expires")),
                query.first("X-Amz-Security-Token")
                        .or(() -> headers.first("x-amz-security-token"))
                        .orElse(null));
    }

    private static Signature of(
            String credential,
            String signedHeaders,
            String value,
            String timestamp,
            @Nullable Duration lifetime,
            @Nullable String token) {
        String[] scope = credential.split("/", -1);
        if (scope.length != 5 || !scope[4].equals("aws4_request") || !timestamp.startsWith(scope[1] + "T")) {
            throw malformed("the credential scope must be KEY/DAY/REGION/SERVICE/aws4_request, of the day of the date");
        }
        List<String> names = List.of(signedHeaders.toLowerCase(Locale.ROOT).split(";"));
        if (!names.contains("host")) {
            throw malformed("'Host' must be a signed header");
        }
        try {
            Instant date = LocalDateTime.parse(timestamp, TIMESTAMP).toInstant(ZoneOffset.UTC);
            return new Signature(
                    scope[0], scope[1], scope[2], scope[3], names, value, timestamp, date, lifetime, token);
        } catch (DateTimeException e) {
            throw malformed("the date is not of the form 20260131T235959Z");
        }
    }

    private static Duration lifetime(String seconds) {
        if (!seconds.matches("\\d{1,9}")
                || Long.parseLong(seconds) < 1
                || Long.parseLong(seconds) > MAX_PRESIGNED_SECONDS) {
            throw new UnauthenticatedException(
                    UnauthenticatedException.Reason.MALFORMED_QUERY,
                    "X-Amz-Expires must be between 1 and " + MAX_PRESIGNED_SECONDS + " seconds");
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    private static String required(RawQuery query, String name) {
        return query.first(name)
                .orElseThrow(() -> new UnauthenticatedException(
                        UnauthenticatedException.Reason.MALFORMED_QUERY,
                        "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                                + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters."));
    }

    /**
     * The message of the regions that were added after January 2014, which accept SigV4 only.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">InvalidRequest</a>
     */
    private static UnauthenticatedException unsupported() {
        return new UnauthenticatedException(
                UnauthenticatedException.Reason.UNSUPPORTED,
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
    }

    private static UnauthenticatedException malformed(String why) {
        return new UnauthenticatedException(
                UnauthenticatedException.Reason.MALFORMED_HEADER,
                "The authorization of this request is malformed; " + why + ".");
    }

    @Override
    public String toString() {
        return "Signature[accessKeyId=" + accessKeyId + ", scope=" + scope() + ", secrets=<redacted>]";
    }
}
