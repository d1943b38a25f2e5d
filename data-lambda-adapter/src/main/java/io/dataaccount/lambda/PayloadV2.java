package io.dataaccount.lambda;

import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.rest.QueryString;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Payload format 2.0: HTTP APIs and function URLs. The query is as the client sent it. The path is as the client sent
 * it in events of a function URL, and decoded in events of an HTTP API. Cookies are ignored.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     Payload format version</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads">Function URLs</a>
 */
final class PayloadV2 {
    private PayloadV2() {}

    static boolean is(JsonView event) {
        return event.object("requestContext").hasObject("http");
    }

    static GatewayEvent read(JsonView event, JsonCodec json, AcceptedClients clients) {
        JsonView context = event.object("requestContext");
        Map<String, String> headers = new LinkedHashMap<>();
        event.lists("headers").forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return new GatewayEvent(
                context.object("http").required("method"),
                ContractPath.of(event.required("rawPath"), context),
                QueryString.decode(event.text("rawQueryString").orElse(null)),
                headers,
                GatewayEvent.body(event),
                context.text("requestId").orElse(null),
                caller(context.object("authorizer"), json, clients),
                true);
    }

    /** Ignores an IAM identity, because it belongs to an account and not to a person. */
    private static @Nullable Caller caller(JsonView authorizer, JsonCodec json, AcceptedClients clients) {
        return authorizer.hasObject("jwt")
                ? AuthorizedCaller.ofClaims(authorizer.object("jwt").object("claims"), true, clients)
                : AuthorizedCaller.ofPortal(authorizer.object("lambda"), json);
    }
}
