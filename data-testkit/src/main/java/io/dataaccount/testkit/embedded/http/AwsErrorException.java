package io.dataaccount.testkit.embedded.http;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that is an error: its HTTP status, AWS's code for it, and what else the answer carries. */
public final class AwsErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String sentence;
    private final transient Map<String, String> elements = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public AwsErrorException(int status, String code, String sentence) {
        // no stack trace: a refusal is an ordinary answer here
        super(code + ": " + sentence, null, false, false);
        this.status = status;
        this.code = requireNonNull(code, "code is null");
        this.sentence = sentence;
    }

    public static AwsErrorException accessDenied() {
        return new AwsErrorException(403, "AccessDenied", "Access Denied");
    }

    public static AwsErrorException notImplemented() {
        return new AwsErrorException(
                501, "NotImplemented", "A header or query you provided implies functionality that is not implemented.");
    }

    public static AwsErrorException invalidArgument(String sentence) {
        return new AwsErrorException(400, "InvalidArgument", sentence);
    }

    public static AwsErrorException preconditionFailed() {
        return new AwsErrorException(
                412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
    }

    public static AwsErrorException malformedXml() {
        return new AwsErrorException(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    /** Adds an element to the error document. */
    public AwsErrorException with(String element, String value) {
        elements.put(element, value);
        return this;
    }

    /** Adds a header to the answer. */
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

    public String sentence() {
        return sentence;
    }

    public Map<String, String> elements() {
        return elements;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
