package io.dataaccount.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.PermissionContract;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import org.junit.jupiter.api.Nested;

/** Permissions in the Lambda adapter, with the caller in the claims of each gateway. */
class GatewayPermissionTest {
    abstract static class Permissions extends PermissionContract {
        private final InMemoryFixture fixture = new InMemoryFixture(new JacksonCodec());
        private final TestFunction function = new TestFunction(fixture);

        abstract ObjectNode event(Caller caller, RestCall call);

        @Override
        protected RecordedResponse send(Caller caller, RestCall call) {
            return function.invoke(event(caller, call));
        }

        @Override
        protected InMemoryFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class OfARestApi extends Permissions {
        @Override
        ObjectNode event(Caller caller, RestCall call) {
            ObjectNode event = Gateway.REST_API.event(call);
            name(caller, Gateway.context(event).withObject("/authorizer/claims"))
                    .put("cognito:groups", caller.portalAdmin() ? "Viewers,PortalAdmin" : "Viewers,UseCaseAdmin");
            return event;
        }
    }

    @Nested
    class OfAnHttpApi extends Permissions {
        @Override
        ObjectNode event(Caller caller, RestCall call) {
            ObjectNode event = Gateway.HTTP_API.event(call);
            name(caller, Gateway.context(event).withObject("/authorizer/jwt/claims"))
                    .put("cognito:groups", caller.portalAdmin() ? "[Viewers PortalAdmin]" : "[Viewers UseCaseAdmin]");
            return event;
        }
    }

    /** The portal's own authorizer. Its {@code role} claim gives permissions to administrators only. */
    @Nested
    class OfThePortalsAuthorizer extends Permissions {
        @Override
        ObjectNode event(Caller caller, RestCall call) {
            ObjectNode event = Gateway.REST_API.event(call);
            ObjectNode context = Gateway.context(event);
            context.set("authorizer", context.objectNode());
            context.withObject("/authorizer")
                    .put("userId", caller.userId().value())
                    .put("username", caller.name())
                    .put("role", caller.portalAdmin() ? "PortalAdmin" : "UseCaseAdmin");
            return event;
        }
    }

    private static ObjectNode name(Caller caller, ObjectNode claims) {
        return claims.put("sub", caller.userId().value()).put("cognito:username", caller.name());
    }
}
