package io.dataaccount.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Answers the events in the files that are its arguments, and ends. It is run while an archive of classes is recorded, without
 * the runtime's own classes: an archive that has those is of no use where theirs are others.
 */
final class PrimingRun {
    private PrimingRun() {}

    public static void main(String[] events) throws IOException {
        LambdaHandler handler = new LambdaHandler();
        for (String event : events) {
            try (InputStream in = Files.newInputStream(Path.of(event))) {
                handler.handleRequest(in, OutputStream.nullOutputStream(), null);
            }
        }
    }
}
