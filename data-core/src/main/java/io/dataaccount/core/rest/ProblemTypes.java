package io.dataaccount.core.rest;

import io.dataaccount.core.error.ErrorCode;

/** What an error code looks like over HTTP. */
final class ProblemTypes {
    private ProblemTypes() {}

    static int status(ErrorCode code) {
        return switch (code) { // no default: a new code must pick its status to compile
            case INVALID_INPUT, MALFORMED_JSON, UNKNOWN_FIELD, INCOMPLETE_CONFIGURATION, MALFORMED_REQUEST -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN, ORIGIN_NOT_ALLOWED -> 403;
            case USECASE_NOT_FOUND, BUCKET_NOT_FOUND, ROLE_NOT_FOUND, NO_SUCH_ROUTE -> 404;
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

    /** The same for every occurrence of a code, as RFC 9457 wants it; what is particular stands in the detail. */
    static String title(ErrorCode code) {
        return switch (code) {
            case INVALID_INPUT -> "A value may not be";
            case MALFORMED_JSON -> "The body is not JSON";
            case UNKNOWN_FIELD -> "A field is unknown";
            case INCOMPLETE_CONFIGURATION -> "The use case is not configured for this";
            case UNAUTHENTICATED -> "Sign in first";
            case FORBIDDEN -> "Your role does not allow this";
            case TOO_MANY_REQUESTS -> "Too many requests from you";
            case USECASE_NOT_FOUND -> "No such use case";
            case BUCKET_NOT_FOUND -> "No such bucket";
            case ROLE_NOT_FOUND -> "No such role assignment";
            case NO_SUCH_ROUTE -> "No such path";
            case METHOD_NOT_ALLOWED -> "The path does not take this method";
            case BUCKET_NAME_TAKEN -> "The bucket name is taken";
            case USECASE_EXISTS -> "The use case exists";
            case CONFLICT -> "Conflict with the present state";
            case PAYLOAD_TOO_LARGE -> "The body is too large";
            case UNSUPPORTED_MEDIA_TYPE -> "The body must be JSON";
            case MALFORMED_REQUEST -> "Malformed HTTP request";
            case REQUEST_TIMEOUT -> "Request too slow";
            case URI_TOO_LONG -> "URL too long";
            case HEADERS_TOO_LARGE -> "Headers too large";
            case MISDIRECTED_REQUEST -> "Unknown host name";
            case ORIGIN_NOT_ALLOWED -> "Web page not allowed";
            case HTTP_VERSION_NOT_SUPPORTED -> "HTTP version not supported";
            case UNREADABLE_USECASE -> "The stored use case cannot be read";
            case INTERNAL -> "A fault of the server";
            case ASSUME_ROLE_DENIED -> "The role may not be assumed";
            case DATA_ACCOUNT_DENIED -> "The data account said no";
            case NOT_SUPPORTED -> "The storage service cannot do this";
            case THROTTLED -> "Too many requests to a service";
            case UNAVAILABLE -> "A service does not answer";
        };
    }
}
