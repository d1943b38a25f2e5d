package io.dataaccount.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A function that does nothing, for comparison. */
public final class HelloWorldHandler implements RequestStreamHandler {
    private static final byte[] ANSWER =
            "{\"statusCode\":200,\"headers\":{},\"body\":\"hello\",\"isBase64Encoded\":false}".getBytes(UTF_8);

    @Override
    public void handleRequest(InputStream in, OutputStream out, @Nullable Context context) throws IOException {
        in.readAllBytes();
        out.write(ANSWER);
    }
}
