package io.dataaccount.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.testkit.contract.RestCall;

class RestApiContractTest extends GatewayContract {
    @Override
    ObjectNode event(RestCall call) {
        return Gateway.REST_API.event(call);
    }

    /** False, because the gateway itself can compress. */
    @Override
    protected boolean compresses() {
        return false;
    }
}
