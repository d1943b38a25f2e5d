package io.dataaccount.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.testkit.contract.RestCall;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class HttpApiContractTest extends GatewayContract {
    @Override
    ObjectNode event(RestCall call) {
        return Gateway.HTTP_API.event(call);
    }

    /** HTTP APIs decode the path, so an escaped slash becomes a separator and the id becomes two segments. */
    @Override
    @TestFactory
    protected Stream<DynamicTest> usecaseId_ofAWrongForm_isRefused() {
        String escapedSlash = "a%2Fb";
        return Stream.concat(
                super.usecaseId_ofAWrongForm_isRefused()
                        .filter(each -> !each.getDisplayName().equals(escapedSlash)),
                Stream.of(DynamicTest.dynamicTest(
                        escapedSlash,
                        () -> assertThat(send(Gateway.get("/api/v1/usecases/" + escapedSlash))
                                        .status())
                                .isEqualTo(404))));
    }
}
