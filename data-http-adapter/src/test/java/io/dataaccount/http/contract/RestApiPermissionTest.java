package io.dataaccount.http.contract;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.PermissionContract;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;

/** The permission contract for the REST API, without an adapter. */
class RestApiPermissionTest extends PermissionContract {
    private final InMemoryFixture fixture = new InMemoryFixture(new JacksonCodec());

    @Override
    protected RecordedResponse send(Caller caller, RestCall call) {
        return fixture.send(caller, call);
    }

    @Override
    protected InMemoryFixture fixture() {
        return fixture;
    }
}
