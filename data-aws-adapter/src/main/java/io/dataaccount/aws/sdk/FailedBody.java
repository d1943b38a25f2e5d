package io.dataaccount.aws.sdk;

import java.io.IOException;
import java.io.InputStream;

/**
 * A body that could not be read. An interceptor returns it, so that the SDK receives the exception when it reads the body,
 * as it would without the interceptor.
 */
public final class FailedBody extends InputStream {
    private final IOException failure;

    public FailedBody(IOException failure) {
        this.failure = failure;
    }

    @Override
    public int read() throws IOException {
        throw failure;
    }
}
