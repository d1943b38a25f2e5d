package io.dataaccount.testkit.embedded;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that is an error: its HTTP status, AWS's code for it, and what else the answer carries. */
final class AwsErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String sentence;
    private final transient Map<String, String> elements = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    AwsErrorException(int status, String code, String sentence) {
        // no stack trace: a refusal is an ordinary answer here
        super(code + ": " + sentence, null, false, false);
        this.status = status;
        this.code = requireNonNull(code, "code is null");
        this.sentence = sentence;
    }

    static AwsErrorException accessDenied() {
        return new AwsErrorException(403, "AccessDenied", "Access Denied");
    }

    static AwsErrorException notImplemented() {
        return new AwsErrorException(
                501, "NotImplemented", "A header or query you provided implies functionality that is not implemented.");
    }

    static AwsErrorException invalidArgument(String sentence) {
        return new AwsErrorException(400, "InvalidArgument", sentence);
    }

    static AwsErrorException preconditionFailed() {
        return new AwsErrorException(
                412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
    }

    static AwsErrorException malformedXml() {
        return new AwsErrorException(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    /** Adds an element to the error document. */
    AwsErrorException with(String element, String value) {
        elements.put(element, value);
        return this;
    }

    /** Adds a header to the answer. */
    AwsErrorException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String sentence() {
        return sentence;
    }

    Map<String, String> elements() {
        return elements;
    }

    Map<String, String> headers() {
        return headers;
    }
}
