package io.dataaccount.lambda;

import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.model.user.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Payload format 1.0: REST APIs, and HTTP APIs with that setting. The query is decoded. The path is as the client sent
 * it in events of a REST API, and decoded in events of an HTTP API. A REST API decodes base64 responses only if it is
 * configured to, so responses are never in base64; a REST API can compress them itself.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format">
 *     Input format of a Lambda function for proxy integration</a>
 */
final class PayloadV1 {
    private PayloadV1() {}

    /**
     * Whether the event has this format. Events of a load balancer are similar and are not accepted: their query is not
     * decoded, and they have no caller.
     */
    static boolean is(JsonView event) {
        return event.has("httpMethod")
                && event.hasObject("requestContext")
                && !event.object("requestContext").has("elb");
    }

    static GatewayEvent read(JsonView event, JsonCodec json, AcceptedClients clients) {
        JsonView context = event.object("requestContext");
        return new GatewayEvent(
                event.required("httpMethod"),
                ContractPath.of(event.required("path"), context),
                lists(event, "multiValueQueryStringParameters", "queryStringParameters"),
                headers(event),
                GatewayEvent.body(event),
                context.text("requestId").orElse(null),
                caller(context.object("authorizer"), json, clients),
                false);
    }

    private static Map<String, List<String>> lists(JsonView event, String all, String lastOnes) {
        return event.lists(event.has(all) ? all : lastOnes);
    }

    private static Map<String, String> headers(JsonView event) {
        Map<String, String> headers = new LinkedHashMap<>();
        lists(event, "multiValueHeaders", "headers")
                .forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return headers;
    }

    private static @Nullable Caller caller(JsonView authorizer, JsonCodec json, AcceptedClients clients) {
        return authorizer.hasObject("claims")
                ? AuthorizedCaller.ofClaims(authorizer.object("claims"), false, clients)
                : AuthorizedCaller.ofPortal(authorizer, json);
    }
}
