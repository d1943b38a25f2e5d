package io.dataaccount.core.error;

import java.util.Locale;

/** What went wrong, in the words of the REST contract. */
public enum ErrorCode {
    /** A field has a value that it may not have. */
    INVALID_INPUT,
    /** The body is not one JSON text. */
    MALFORMED_JSON,
    /** The request has a field or parameter that the operation does not take. */
    UNKNOWN_FIELD,
    /** A use case lacks a setting that the call needs. */
    INCOMPLETE_CONFIGURATION,
    /** Nobody is named as the caller. */
    UNAUTHENTICATED,
    /** The caller's role does not allow the call. */
    FORBIDDEN,
    /** The caller asks too often. */
    TOO_MANY_REQUESTS,
    USECASE_NOT_FOUND,
    BUCKET_NOT_FOUND,
    /** The user has no role there. */
    ROLE_NOT_FOUND,
    NO_SUCH_ROUTE,
    METHOD_NOT_ALLOWED,
    PAYLOAD_TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    /** The request is not well-formed HTTP. */
    MALFORMED_REQUEST,
    /** The body of the request arrives too slowly. */
    REQUEST_TIMEOUT,
    URI_TOO_LONG,
    HEADERS_TOO_LARGE,
    /** The request names a host that this server does not answer to. */
    MISDIRECTED_REQUEST,
    /** A server without login refuses the web page that sends the request. */
    ORIGIN_NOT_ALLOWED,
    HTTP_VERSION_NOT_SUPPORTED,
    /** The bucket exists and this use case may not have it. */
    BUCKET_NAME_TAKEN,
    USECASE_EXISTS,
    /** Something else changed what this call wanted to change. */
    CONFLICT,
    /** STS refused the role that leads into the data account. */
    ASSUME_ROLE_DENIED,
    /** The data account refused an action to the role that the server holds there. */
    DATA_ACCOUNT_DENIED,
    /** The storage service does not know what it was asked for, as S3-compatible servers do not know every call. */
    NOT_SUPPORTED,
    THROTTLED,
    UNAVAILABLE,
    /** A stored use case has a value that cannot be read. */
    UNREADABLE_USECASE,
    /** A fault of ours. */
    INTERNAL;

    /** The name that answers, logs and the audit log have for it, such as {@code bucket_not_found}. */
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
