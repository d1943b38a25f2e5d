package io.dataaccount.core.rest;

import io.dataaccount.core.error.ErrorCode;

/** The HTTP status and the title of each error code. */
final class ProblemTypes {
    private ProblemTypes() {}

    static int status(ErrorCode code) {
        return switch (code) { // no default: a new code must pick its status to compile
            case INVALID_INPUT, MALFORMED_JSON, UNKNOWN_FIELD, INCOMPLETE_CONFIGURATION, MALFORMED_REQUEST -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN, ORIGIN_NOT_ALLOWED -> 403;
            case USECASE_NOT_FOUND, BUCKET_NOT_FOUND, ROLE_NOT_FOUND, AUDIT_LOG_NOT_FOUND, NO_SUCH_ROUTE -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case REQUEST_TIMEOUT -> 408;
            case BUCKET_NAME_TAKEN, USECASE_EXISTS, CONFLICT -> 409;
            case PAYLOAD_TOO_LARGE -> 413;
            case URI_TOO_LONG -> 414;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case MISDIRECTED_REQUEST -> 421;
            case TOO_MANY_REQUESTS -> 429;
            case HEADERS_TOO_LARGE -> 431;
            case UNREADABLE_USECASE, INTERNAL -> 500;
            case ASSUME_ROLE_DENIED, DATA_ACCOUNT_DENIED, NOT_SUPPORTED -> 502;
            case THROTTLED, UNAVAILABLE -> 503;
            case HTTP_VERSION_NOT_SUPPORTED -> 505;
        };
    }

    /**
     * The title is the same for every occurrence of a code, as RFC 9457 requires. The detail describes the occurrence.
     */
    static String title(ErrorCode code) {
        return switch (code) {
            case INVALID_INPUT -> "Invalid value";
            case MALFORMED_JSON -> "Malformed JSON";
            case UNKNOWN_FIELD -> "Unknown field";
            case INCOMPLETE_CONFIGURATION -> "Use case configuration incomplete";
            case UNAUTHENTICATED -> "Authentication required";
            case FORBIDDEN -> "Permission denied";
            case TOO_MANY_REQUESTS -> "Too many requests";
            case USECASE_NOT_FOUND -> "Use case not found";
            case BUCKET_NOT_FOUND -> "Bucket not found";
            case ROLE_NOT_FOUND -> "Role assignment not found";
            case AUDIT_LOG_NOT_FOUND -> "Audit log not found";
            case NO_SUCH_ROUTE -> "Path not found";
            case METHOD_NOT_ALLOWED -> "Method not allowed";
            case BUCKET_NAME_TAKEN -> "Bucket name already taken";
            case USECASE_EXISTS -> "Use case already exists";
            case CONFLICT -> "Conflict with the current state";
            case PAYLOAD_TOO_LARGE -> "Request body too large";
            case UNSUPPORTED_MEDIA_TYPE -> "Unsupported media type";
            case MALFORMED_REQUEST -> "Malformed HTTP request";
            case REQUEST_TIMEOUT -> "Request timeout";
            case URI_TOO_LONG -> "URL too long";
            case HEADERS_TOO_LARGE -> "Request headers too large";
            case MISDIRECTED_REQUEST -> "Unknown host name";
            case ORIGIN_NOT_ALLOWED -> "Origin not allowed";
            case HTTP_VERSION_NOT_SUPPORTED -> "HTTP version not supported";
            case UNREADABLE_USECASE -> "Stored use case unreadable";
            case INTERNAL -> "Internal server error";
            case ASSUME_ROLE_DENIED -> "AssumeRole denied";
            case DATA_ACCOUNT_DENIED -> "Access denied by the data account";
            case NOT_SUPPORTED -> "Not supported by the storage service";
            case THROTTLED -> "Request throttled by a service";
            case UNAVAILABLE -> "Service unavailable";
        };
    }
}
