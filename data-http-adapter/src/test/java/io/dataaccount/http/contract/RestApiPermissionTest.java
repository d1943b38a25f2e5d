package io.dataaccount.http.contract;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.PermissionContract;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;

/** Who may do what by the core's router, without any door. */
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
