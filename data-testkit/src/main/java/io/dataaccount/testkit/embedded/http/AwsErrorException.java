package io.dataaccount.testkit.embedded.http;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error response: its HTTP status, AWS's error code and message, and additional elements and headers. */
public final class AwsErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String errorMessage;
    private final transient Map<String, String> elements = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /**
     * An error without additional elements and headers.
     *
     * @param status the HTTP status
     * @param code AWS's error code
     * @param errorMessage the message in the error document
     */
    public AwsErrorException(int status, String code, String errorMessage) {
        // no stack trace, because an error response is a normal result here
        super(code + ": " + errorMessage, null, false, false);
        this.status = status;
        this.code = requireNonNull(code, "code is null");
        this.errorMessage = errorMessage;
    }

    /** 403 {@code AccessDenied}. */
    public static AwsErrorException accessDenied() {
        return new AwsErrorException(403, "AccessDenied", "Access Denied");
    }

    /** 501 {@code NotImplemented}. */
    public static AwsErrorException notImplemented() {
        return new AwsErrorException(
                501, "NotImplemented", "A header or query you provided implies functionality that is not implemented.");
    }

    /** 400 {@code InvalidArgument}. */
    public static AwsErrorException invalidArgument(String errorMessage) {
        return new AwsErrorException(400, "InvalidArgument", errorMessage);
    }

    /** 412 {@code PreconditionFailed}. */
    public static AwsErrorException preconditionFailed() {
        return new AwsErrorException(
                412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
    }

    /** 400 {@code MalformedXML}. */
    public static AwsErrorException malformedXml() {
        return new AwsErrorException(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    /** Adds an element to the error document; returns this exception. */
    public AwsErrorException with(String element, String value) {
        elements.put(element, value);
        return this;
    }

    /** Adds a header to the response; returns this exception. */
    public AwsErrorException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** The message in the error document. */
    public String errorMessage() {
        return errorMessage;
    }

    /** Additional elements of the error document, in order. */
    public Map<String, String> elements() {
        return elements;
    }

    /** Additional headers of the response, in order. */
    public Map<String, String> headers() {
        return headers;
    }
}
