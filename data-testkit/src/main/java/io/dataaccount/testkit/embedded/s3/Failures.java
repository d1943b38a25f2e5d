package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.RequestHeaders;
import io.dataaccount.testkit.embedded.http.UnauthenticatedException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.io.EofException;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Translates every exception during a request into an error of S3. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final List<String> PASSED_ON = List.of("ETag", "x-amz-delete-marker", "x-amz-version-id", "Allow");

    private Failures() {}

    /** @throws IOException the failure itself, if the connection failed, so that no response can be sent */
    static AwsErrorException translate(Exception failure, S3Request request) throws IOException {
        if (failure instanceof AwsErrorException known) {
            return known;
        }
        if (failure instanceof UnauthenticatedException unknown) {
            return unauthenticated(unknown);
        }
        Optional<EofException> disconnected = cause(failure, EofException.class);
        if (disconnected.isPresent()) {
            throw disconnected.get();
        }
        Optional<AwsServiceException> storeError = cause(failure, AwsServiceException.class);
        if (storeError.isPresent()) {
            return ofStore(storeError.get(), request);
        }
        if (failure instanceof IOException connection) {
            throw connection;
        }
        if (failure instanceof IllegalArgumentException) {
            return AwsErrorException.invalidArgument("Invalid Argument");
        }
        if (failure instanceof IllegalStateException
                && String.valueOf(failure.getMessage()).startsWith("PreconditionFailed")) {
            return AwsErrorException.preconditionFailed();
        }
        if (failure instanceof UnsupportedOperationException) {
            return AwsErrorException.notImplemented();
        }
        LOG.error(
                "The embedded S3 failed on {} {}",
                request.method(),
                request.http().getRequestURI(),
                failure);
        return new AwsErrorException(500, "InternalError", "We encountered an internal error. Please try again.");
    }

    private static AwsErrorException unauthenticated(UnauthenticatedException failure) {
        String errorMessage = failure.errorMessage();
        return switch (failure.reason()) {
            case MISSING -> AwsErrorException.accessDenied();
            case UNSIGNED_HEADER, URL_EXPIRED, URL_NOT_YET_VALID ->
                new AwsErrorException(403, "AccessDenied", errorMessage);
            case UNSUPPORTED -> new AwsErrorException(400, "InvalidRequest", errorMessage);
            case OTHER_SCHEME, CONFLICTING ->
                AwsErrorException.invalidArgument(errorMessage).with("ArgumentName", "Authorization");
            case MALFORMED_HEADER -> new AwsErrorException(400, "AuthorizationHeaderMalformed", errorMessage);
            case MALFORMED_QUERY -> new AwsErrorException(400, "AuthorizationQueryParametersError", errorMessage);
            case UNKNOWN_KEY -> new AwsErrorException(403, "InvalidAccessKeyId", errorMessage);
            case WRONG_TOKEN -> new AwsErrorException(400, "InvalidToken", errorMessage);
            case SESSION_EXPIRED -> new AwsErrorException(400, "ExpiredToken", errorMessage);
            case CLOCK_SKEWED -> new AwsErrorException(403, "RequestTimeTooSkewed", errorMessage);
            case WRONG_SIGNATURE -> new AwsErrorException(403, "SignatureDoesNotMatch", errorMessage);
        };
    }

    private static AwsErrorException ofStore(AwsServiceException error, S3Request request) {
        AwsErrorException failure = byCode(error).orElseGet(() -> byStatus(error.statusCode(), request));
        SdkHttpResponse from = S3Exceptions.httpResponse(error);
        if (from != null) {
            PASSED_ON.forEach(name -> from.firstMatchingHeader(name).ifPresent(value -> failure.header(name, value)));
        }
        return failure;
    }

    private static Optional<AwsErrorException> byCode(AwsServiceException error) {
        return Optional.ofNullable(S3Exceptions.errorCode(error))
                .map(code -> new AwsErrorException(
                        error.statusCode(),
                        code,
                        Optional.ofNullable(error.awsErrorDetails().errorMessage())
                                .orElse(code)));
    }

    private static AwsErrorException byStatus(int status, S3Request request) {
        return switch (status) {
            case 400, 422 ->
                new AwsErrorException(400, "BadDigest", "The digest you specified did not match the body.");
            case 403 -> AwsErrorException.accessDenied();
            case 405 -> new AwsErrorException(405, "MethodNotAllowed", "The specified method is not allowed.");
            case 412 ->
                isUnchanged(request)
                        ? new AwsErrorException(304, "NotModified", "")
                        : AwsErrorException.preconditionFailed();
            case 416 -> new AwsErrorException(416, "InvalidRange", "The requested range is not satisfiable");
            default ->
                new AwsErrorException(status, "InternalError", "The store responded with status " + status + ".");
        };
    }

    private static boolean isUnchanged(S3Request request) {
        RequestHeaders headers = request.headers();
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return reads
                && headers.first("if-match").isEmpty()
                && headers.first("if-unmodified-since").isEmpty();
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
