package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Enforces the CORS rules of buckets as S3 does: on the preflight and on every response, including errors. */
final class EmbeddedCors {
    private static final String VARY = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

    /** The methods that change nothing, and the method of the preflight, which has its own check. */
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Buckets buckets;

    EmbeddedCors(Buckets buckets) {
        this.buckets = buckets;
    }

    /** Sets the CORS headers of the response. Called first, so that error responses have them too. */
    void decorate(S3Request request, HttpServletResponse response) {
        Optional<EmbeddedBucket> bucket = buckets.find(request.bucket());
        if (bucket.isEmpty() || bucket.get().setting(EmbeddedBucketSetting.CORS).isEmpty()) {
            return;
        }
        response.setHeader("Vary", VARY);
        request.headers()
                .first("origin")
                .ifPresent(origin -> CorsRule.of(bucket.get()).stream()
                        .filter(rule -> rule.admits(origin, request.method()))
                        .findFirst()
                        .ifPresent(rule -> allow(rule, origin, response)));
    }

    /**
     * Refuses a request that changes something and comes from an origin that the bucket does not allow. A browser sends
     * some of these requests without a preflight, and S3 itself accepts them if they are signed.
     *
     * @throws AwsErrorException 403 if no rule of the bucket allows the origin
     */
    void checkOrigin(S3Request request) {
        List<String> origins = request.headers().all("origin");
        if (origins.isEmpty() || READING.contains(request.method())) {
            return;
        }
        boolean admitted = origins.size() == 1
                && buckets.find(request.bucket()).stream()
                        .flatMap(bucket -> CorsRule.of(bucket).stream())
                        .anyMatch(rule -> rule.admits(origins.get(0), request.method()));
        if (!admitted) {
            throw forbidden(
                    "The embedded S3 refuses a change by a web page of another origin: allow the origin with a CORS"
                            + " rule of the bucket, or start the server with --origin before it creates the bucket.");
        }
    }

    /** @throws AwsErrorException 400 if this is not a preflight; 403 if no rule allows the request */
    void preflight(S3Request request, HttpServletResponse response) {
        String origin = request.headers()
                .first("origin")
                .orElseThrow(() -> badRequest("Insufficient information. Origin request header needed."));
        String method = request.headers()
                .first("access-control-request-method")
                .orElseThrow(() -> badRequest("Invalid Access-Control-Request-Method: null"));
        List<String> headers = request.headers().first("access-control-request-headers").stream()
                .flatMap(names -> Arrays.stream(names.split(",")))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
        EmbeddedBucket bucket =
                buckets.find(request.bucket()).orElseThrow(() -> forbidden("CORSResponse: Bucket not found"));
        List<CorsRule> rules = CorsRule.of(bucket);
        if (rules.isEmpty()) {
            throw forbidden("CORSResponse: CORS is not enabled for this bucket.");
        }
        CorsRule rule = rules.stream()
                .filter(each -> each.admits(origin, method) && headers.stream().allMatch(each::admitsHeader))
                .findFirst()
                .orElseThrow(() -> forbidden(
                        "CORSResponse: This CORS request is not allowed. This is usually because the evalution of"
                                + " Origin, request method / Access-Control-Request-Method or"
                                + " Access-Control-Request-Headers are not whitelisted by the resource's CORS spec."));
        allow(rule, origin, response);
        if (!headers.isEmpty()) {
            response.setHeader("Access-Control-Allow-Headers", String.join(", ", headers));
        }
        response.setHeader("Vary", VARY);
        response.setStatus(200);
    }

    private static void allow(CorsRule rule, String origin, HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", rule.isForEveryOrigin() ? "*" : origin);
        response.setHeader("Access-Control-Allow-Methods", String.join(", ", rule.methods()));
        if (!rule.isForEveryOrigin()) {
            response.setHeader("Access-Control-Allow-Credentials", "true");
        }
        if (!rule.exposed().isEmpty()) {
            response.setHeader("Access-Control-Expose-Headers", String.join(", ", rule.exposed()));
        }
        rule.maxAgeSeconds().ifPresent(seconds -> response.setHeader("Access-Control-Max-Age", seconds));
    }

    private static AwsErrorException badRequest(String errorMessage) {
        return new AwsErrorException(400, "BadRequest", errorMessage);
    }

    private static AwsErrorException forbidden(String errorMessage) {
        return new AwsErrorException(403, "AccessForbidden", errorMessage);
    }
}
