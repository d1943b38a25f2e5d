package io.dataaccount.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.testkit.contract.RestCall;

class FunctionUrlContractTest extends GatewayContract {
    /**
     * Function URLs know no authorizer but IAM, whose callers are refused (see {@link AuthorizedCallerTest}); the
     * contract speaks as an administrator, so its events get the identity that an HTTP API would have put there.
     */
    @Override
    ObjectNode event(RestCall call) {
        ObjectNode event = Gateway.FUNCTION_URL.event(call);
        Gateway.context(event)
                .set("authorizer", Gateway.context(Gateway.HTTP_API.event()).get("authorizer"));
        return event;
    }
}
