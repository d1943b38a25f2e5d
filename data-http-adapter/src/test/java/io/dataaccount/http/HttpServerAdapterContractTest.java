package io.dataaccount.http;

import io.dataaccount.core.model.BucketName;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import io.dataaccount.testkit.contract.RestContract;
import io.dataaccount.testkit.contract.TestAccounts;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The Javalin door over fakes. */
@TestInstance(Lifecycle.PER_CLASS)
class HttpServerAdapterContractTest extends RestContract {
    private final InMemoryFixture world = new InMemoryFixture(new JacksonJson());
    private final HttpServerAdapter door =
            HttpServerAdapter.open(0, world.api()::handle, CallerAuthenticator.LOCAL_ADMINISTRATOR, () -> {});

    @AfterAll
    void close() {
        door.close();
    }

    @Override
    protected RecordedResponse send(RestCall call) {
        return HttpCalls.send(URI.create("http://127.0.0.1:" + door.port()), call);
    }

    @Override
    protected TestAccounts world() {
        return world.accounts();
    }

    @Override
    protected void put(BucketName bucket, String key, byte[] content) {
        world.put(bucket, key, content);
    }
}
