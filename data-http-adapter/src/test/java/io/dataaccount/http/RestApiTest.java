package io.dataaccount.http;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.BucketName;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.rest.QueryText;
import io.dataaccount.core.rest.RestRequest;
import io.dataaccount.core.rest.RestResponse;
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
        String[] target = call.target().split("\\?", 2);
        RestResponse response = world.api()
                .handle(new RestRequest(
                        call.method(),
                        requireNonNull(target[0]),
                        QueryText.decode(target.length == 2 ? target[1] : null),
                        call.headers().get("Content-Type"),
                        call.body(),
                        call.headers().get("X-Request-Id"),
                        new Caller("local-administrator", "local administrator", true)));
        return new RestAnswer(response.status(), response.headers(), response.body());
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
