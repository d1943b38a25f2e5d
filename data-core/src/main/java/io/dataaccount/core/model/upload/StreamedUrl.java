package io.dataaccount.core.model.upload;

import java.io.IOException;
import java.io.OutputStream;

/** A presigned URL that is signed when it is written, so that a long response need not hold its URLs. For use by one thread. */
@FunctionalInterface
public interface StreamedUrl {
    /**
     * Writes the URL and nothing else, as ASCII, and leaves the stream open. It writes the same URL each time.
     *
     * @throws IOException if the stream does
     */
    void writeTo(OutputStream out) throws IOException;
}
