package io.dataaccount.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that handles the events in the files that are its arguments, and ends. It runs while a class data archive
 * is recorded. It does not use the classes of Lambda's runtime, because an archive that contains them would not match
 * another version of the runtime.
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
