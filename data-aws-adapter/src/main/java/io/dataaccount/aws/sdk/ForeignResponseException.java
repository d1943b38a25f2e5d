package io.dataaccount.aws.sdk;

import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The cause of the SDK's exception if a response does not come from the service, as its content or its length shows. */
public final class ForeignResponseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String content;

    private ForeignResponseException(String content) {
        super(content, null, false, false);
        this.content = content;
    }

    /**
     * The exception for an interceptor of the SDK, or for a response body, to throw.
     *
     * @param service the name of the service, such as {@code S3}
     * @param content what the response contains or lacks, such as {@code HTTP status 200 and no body}
     */
    public static SdkClientException of(String service, String content) {
        return SdkClientException.create(
                "The response does not come from " + service + ".", new ForeignResponseException(content));
    }

    /** The exception of this class among the causes of another exception. */
    public static Optional<ForeignResponseException> in(Throwable failure) {
        return Causes.first(failure, ForeignResponseException.class);
    }

    /** What the response contains or lacks. */
    public String content() {
        return content;
    }
}
