package io.dataaccount.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.testkit.contract.RestCall;

class FunctionUrlContractTest extends GatewayContract {
    /**
     * Function URLs have no authorizer except IAM, whose callers are refused (see {@link AuthorizedCallerTest}). The
     * contract needs an administrator, so the events here get the identity that an HTTP API would add.
     */
    @Override
    ObjectNode event(RestCall call) {
        ObjectNode event = Gateway.FUNCTION_URL.event(call);
        Gateway.context(event)
                .set("authorizer", Gateway.context(Gateway.HTTP_API.event()).get("authorizer"));
        return event;
    }
}
