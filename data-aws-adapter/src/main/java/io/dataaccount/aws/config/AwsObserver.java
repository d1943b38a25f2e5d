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
        public void called(String service, String operation, boolean succeeded, int retries, Duration took) {}

        @Override
        public void sessionUsed(boolean cached) {}

        @Override
        public void urlSigned() {}
    };

    /**
     * A call to AWS ended.
     *
     * @param service the SDK's name of the service, such as {@code S3}
     * @param operation such as {@code HeadBucket}
     * @param succeeded whether the last attempt succeeded
     * @param retries the attempts after the first one; 0 if there was only one
     * @param took the time of all attempts and of the waits between them
     */
    void called(String service, String operation, boolean succeeded, int retries, Duration took);

    /**
     * An operation used the session of a role.
     *
     * @param cached true if the session was in the cache, false if this operation requested it from STS
     */
    void sessionUsed(boolean cached);

    /** A presigned URL is about to be signed. */
    void urlSigned();
}
