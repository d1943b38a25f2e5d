package io.dataaccount.http.benchmark;

import io.dataaccount.aws.s3.presign.S3UploadPresigner;
import io.dataaccount.http.cli.ComposedServer;
import java.nio.file.Path;

/**
 * A local server in the working directory that signs with the presigner that its argument names: ours, sdk or
 * unsigned.
 */
final class PresignerServer {
    static final String OURS = "ours";
    static final String SDK = "sdk";
    static final String UNSIGNED = "unsigned";

    private PresignerServer() {}

    public static void main(String[] arguments) {
        Path directory = Path.of("data");
        switch (arguments[0]) {
            case OURS -> ComposedServer.serve(directory, endpoint -> new S3UploadPresigner(endpoint, true));
            case SDK -> ComposedServer.serve(directory, SdkPresigner::new);
            case UNSIGNED ->
                ComposedServer.serve(
                        directory, endpoint -> new UnsignedPresigner(new S3UploadPresigner(endpoint, true)));
            default -> throw new IllegalArgumentException("ours, sdk or unsigned, was: " + arguments[0]);
        }
    }
}
