package io.dataaccount.aws.client;

/** An HTTP client that sets up TLS when it is first needed, or before. */
interface PreparedTls {
    /** Sets up TLS, so that the first request does not wait for it. */
    void prepareTls();
}
