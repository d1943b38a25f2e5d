package io.dataaccount.http.server;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.testing.HttpCalls;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.PermissionContract;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The permission contract for the HTTP adapter, with any authenticator. */
@TestInstance(Lifecycle.PER_CLASS)
class HttpServerAdapterPermissionTest extends PermissionContract {
    private final InMemoryFixture fixture = new InMemoryFixture(new JacksonCodec());
    private volatile Caller caller = CallerAuthenticator.ADMINISTRATOR;
    private final HttpServerAdapter server =
            HttpServerAdapter.open(0, fixture.api()::handle, request -> caller, () -> {});

    @AfterAll
    void close() {
        server.close();
    }

    @Override
    protected RecordedResponse send(Caller sender, RestCall call) {
        caller = sender;
        return HttpCalls.send(URI.create("http://127.0.0.1:" + server.port()), call);
    }

    @Override
    protected InMemoryFixture fixture() {
        return fixture;
    }
}
