package io.dataaccount.http;

import io.dataaccount.core.model.Caller;
import io.dataaccount.testkit.contract.FakeWorld;
import io.dataaccount.testkit.contract.PermissionContract;
import io.dataaccount.testkit.contract.RestAnswer;
import io.dataaccount.testkit.contract.RestCall;

/** Who may do what by the core's router, without any door. */
class RestApiPermissionTest extends PermissionContract {
    private final FakeWorld world = new FakeWorld(new JacksonJson());

    @Override
    protected RestAnswer send(Caller caller, RestCall call) {
        return world.send(caller, call);
    }

    @Override
    protected FakeWorld world() {
        return world;
    }
}
