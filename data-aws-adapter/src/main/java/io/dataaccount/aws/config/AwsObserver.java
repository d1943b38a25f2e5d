package io.dataaccount.aws.config;

import java.time.Duration;

/** Hears of what is asked of AWS, for metrics. Safe for use by many threads; whatever it throws is lost. */
public interface AwsObserver {
    /** Hears and does nothing. */
    AwsObserver NONE = new AwsObserver() {
        @Override
        public void called(String service, String operation, boolean succeeded, int retries, Duration took) {}

        @Override
        public void sessionUsed(boolean cached) {}

        @Override
        public void urlSigned() {}
    };

    /**
     * A call to AWS has ended.
     *
     * @param service such as {@code S3}
     * @param operation such as {@code HeadBucket}
     * @param retries 0 if the first attempt ended it
     * @param took with all its attempts
     */
    void called(String service, String operation, boolean succeeded, int retries, Duration took);

    /** Credentials of a role were needed; whether they were there already, or STS was asked. */
    void sessionUsed(boolean cached);

    void urlSigned();
}
