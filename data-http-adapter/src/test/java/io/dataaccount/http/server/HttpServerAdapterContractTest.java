package io.dataaccount.http.server;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.testing.HttpCalls;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import io.dataaccount.testkit.contract.RestContract;
import io.dataaccount.testkit.contract.TestAccounts;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The REST contract for the HTTP adapter, with fakes of all ports. */
@TestInstance(Lifecycle.PER_CLASS)
class HttpServerAdapterContractTest extends RestContract {
    private final InMemoryFixture fixture = new InMemoryFixture(new JacksonCodec());
    private final HttpServerAdapter server =
            HttpServerAdapter.open(0, fixture.api()::handle, CallerAuthenticator.LOCAL_ADMINISTRATOR, () -> {});

    @AfterAll
    void close() {
        server.close();
    }

    @Override
    protected RecordedResponse send(RestCall call) {
        return HttpCalls.send(URI.create("http://127.0.0.1:" + server.port()), call);
    }

    @Override
    protected TestAccounts accounts() {
        return fixture.accounts();
    }

    @Override
    protected void put(BucketName bucket, String key, byte[] content) {
        fixture.put(bucket, key, content);
    }
}
