package io.dataaccount.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import io.dataaccount.testkit.contract.RestContract;
import io.dataaccount.testkit.contract.TestAccounts;

/** Runs the REST contract against the Lambda adapter with fakes, in the events of one gateway. */
abstract class GatewayContract extends RestContract {
    private final InMemoryFixture fixture = new InMemoryFixture(new JacksonCodec());
    private final TestFunction function = new TestFunction(fixture);

    abstract ObjectNode event(RestCall call);

    @Override
    protected RecordedResponse send(RestCall call) {
        return function.invoke(event(call));
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
