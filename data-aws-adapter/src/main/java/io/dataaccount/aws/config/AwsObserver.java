package io.dataaccount.aws.config;

import java.time.Duration;

/**
 * Receives notice of requests to AWS, for metrics. Implementations are safe for use by many threads, return quickly and
 * throw nothing: they run in the thread of the call.
 */
public interface AwsObserver {
    /** Does nothing. */
    AwsObserver NONE = new AwsObserver() {
        @Override
        public void called(String service, String operation, Outcome outcome, int retries, Duration took) {}

        @Override
        public void sessionUsed(boolean cached) {}

        @Override
        public void urlSigned() {}

        @Override
        public void auditFailed() {}
    };

    /** How a call to AWS ended. */
    enum Outcome {
        /** AWS did what the call asked for. */
        SUCCESS,
        /**
         * AWS answered, and the answer is no: a status from 300 to 499 without throttling. Examples are 404 for a folder
         * that does not exist, 403 for a role without a permission, and 412 for a condition. Many calls expect this.
         */
        REFUSED,
        /** AWS did not answer in time, failed with a status from 500 on, or throttled the call. */
        FAILURE
    }

    /**
     * A call to AWS ended.
     *
     * @param service the SDK's name of the service, such as {@code S3}
     * @param operation such as {@code HeadBucket}
     * @param outcome how the last attempt ended
     * @param retries the attempts after the first one; 0 if there was only one
     * @param took the time of all attempts and of the waits between them
     */
    void called(String service, String operation, Outcome outcome, int retries, Duration took);

    /**
     * An operation used the session of a role.
     *
     * @param cached true if the session was in the cache, false if this operation requested it from STS
     */
    void sessionUsed(boolean cached);

    /** A presigned URL is about to be signed. */
    void urlSigned();

    /**
     * An event could not be written to the audit log. If the log is required, the call was refused; otherwise the event
     * is lost.
     */
    void auditFailed();
}
