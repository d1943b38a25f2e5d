package io.dataaccount.http;

import io.dataaccount.core.model.BucketName;
import io.dataaccount.testkit.contract.FakeWorld;
import io.dataaccount.testkit.contract.RestAnswer;
import io.dataaccount.testkit.contract.RestCall;
import io.dataaccount.testkit.contract.RestContract;
import io.dataaccount.testkit.contract.RestWorld;

/** The core's router without any door; here because the JSON library is the door's. */
class RestApiTest extends RestContract {
    private final FakeWorld world = new FakeWorld(new JacksonJson());

    @Override
    protected RestAnswer send(RestCall call) {
        return world.send(CallerSource.ADMINISTRATOR, call);
    }

    @Override
    protected boolean compresses() {
        return false;
    }

    @Override
    protected RestWorld world() {
        return world.accounts();
    }

    @Override
    protected void put(BucketName bucket, String key, byte[] content) {
        world.put(bucket, key, content);
    }
}
