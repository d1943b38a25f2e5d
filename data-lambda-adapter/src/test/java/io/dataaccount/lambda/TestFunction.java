package io.dataaccount.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.RecordedResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The handler with fakes, invoked as on Lambda. */
final class TestFunction {
    private final LambdaHandler handler;

    TestFunction(InMemoryFixture fixture) {
        this(fixture, silentObserver());
    }

    /** @param observer the one of the fixture */
    TestFunction(InMemoryFixture fixture, FunctionObserver observer) {
        this.handler = new LambdaHandler(fixture.api(), List.of(InMemoryFixture.PORTAL), AcceptedClients.ANY, observer);
    }

    /** An observer that writes no metrics. */
    static FunctionObserver silentObserver() {
        return new FunctionObserver(true, new JacksonCodec(), new PrintStream(OutputStream.nullOutputStream()));
    }

    RecordedResponse invoke(JsonNode event) {
        return Gateway.response(invoke(event.toString().getBytes(UTF_8)));
    }

    byte[] invoke(byte[] event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event), out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
