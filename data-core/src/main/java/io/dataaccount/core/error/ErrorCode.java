package io.dataaccount.core.error;

import java.util.Locale;

/** The error codes of the REST contract. */
public enum ErrorCode {
    /** A field has an invalid value. */
    INVALID_INPUT,
    /** The body is not exactly one JSON text. */
    MALFORMED_JSON,
    /** The request has a field or parameter that the operation does not support. */
    UNKNOWN_FIELD,
    /** The use case lacks a setting that the call needs. */
    INCOMPLETE_CONFIGURATION,
    /** The request has no authenticated caller. */
    UNAUTHENTICATED,
    /** The caller's role does not permit the call. */
    FORBIDDEN,
    /** The caller sends too many requests. */
    TOO_MANY_REQUESTS,
    /** The use case does not exist. */
    USECASE_NOT_FOUND,
    /** The bucket does not exist. */
    BUCKET_NOT_FOUND,
    /** The user has no role in the scope. */
    ROLE_NOT_FOUND,
    /** The server has no audit log that can be read. */
    AUDIT_LOG_NOT_FOUND,
    /** The contract has no such path. */
    NO_SUCH_ROUTE,
    /** The path exists, but not with this HTTP method. */
    METHOD_NOT_ALLOWED,
    /** The body of the request is larger than 1 MiB, or the response is larger than the adapter can send. */
    PAYLOAD_TOO_LARGE,
    /** The body was not sent as {@code application/json}. */
    UNSUPPORTED_MEDIA_TYPE,
    /** The request is not well-formed HTTP. */
    MALFORMED_REQUEST,
    /** The body of the request arrives too slowly. */
    REQUEST_TIMEOUT,
    /** The URL of the request is longer than the server accepts. */
    URI_TOO_LONG,
    /** The headers of the request are larger than the server accepts. */
    HEADERS_TOO_LARGE,
    /** The request names a host that is not one of the server's. */
    MISDIRECTED_REQUEST,
    /** A server without authentication refuses the web page that sent the request. */
    ORIGIN_NOT_ALLOWED,
    /** The request has another version of HTTP than 1.0 or 1.1. */
    HTTP_VERSION_NOT_SUPPORTED,
    /** The bucket exists and this use case cannot use it. */
    BUCKET_NAME_TAKEN,
    /** Another use case has the id. */
    USECASE_EXISTS,
    /** The state changed meanwhile or does not permit the change. */
    CONFLICT,
    /** STS refused to assume the role in the data account. */
    ASSUME_ROLE_DENIED,
    /** The data account denied an action to the server's role there. */
    DATA_ACCOUNT_DENIED,
    /** The storage service does not support the request. S3-compatible servers do not support every request of S3. */
    NOT_SUPPORTED,
    /** A service refused the request because of its rate. */
    THROTTLED,
    /** A service did not respond or failed. */
    UNAVAILABLE,
    /** A stored use case has an invalid value. */
    UNREADABLE_USECASE,
    /** An error inside the server. */
    INTERNAL;

    /** The name of the code in responses, logs and the audit log, such as {@code bucket_not_found}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the same call may succeed a little later although the caller changes nothing. The REST contract sends
     * {@code Retry-After} with these codes and with no others, and clients decide by that. A conflict is not among them: the
     * caller has to read what is there, and to decide again.
     */
    public boolean retryable() {
        return this == TOO_MANY_REQUESTS || this == THROTTLED || this == UNAVAILABLE;
    }
}
