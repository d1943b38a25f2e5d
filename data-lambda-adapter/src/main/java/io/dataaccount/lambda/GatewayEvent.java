package io.dataaccount.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.rest.ResponseFilter;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.rest.RestRequest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request in the event of a gateway.
 *
 * @param method the HTTP method; headers cannot override it
 * @param path the path in the event, without a prefix before the path of the contract (see {@link ContractPath})
 * @param query the decoded query parameters
 * @param headers the headers, with case-insensitive names; repeated headers are joined with commas
 * @param body the decoded body; empty if there is none
 * @param requestId the gateway's id of the request; null if there is none
 * @param caller the caller that the gateway's authorizer has verified; null if there is none
 * @param takesBase64 whether this kind of gateway always decodes a response body that is marked as base64
 */
record GatewayEvent(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] body,
        @Nullable String requestId,
        @Nullable Caller caller,
        boolean takesBase64) {
    GatewayEvent {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> anyCase.merge(name, value, (one, other) -> one + ", " + other));
        headers = anyCase;
    }

    /**
     * Reads an event of payload format 1.0 or 2.0. A caller whose token is for another client is null.
     *
     * @throws DataException MALFORMED_JSON if it is not JSON; INVALID_INPUT if it has another format, or a field is
     *     missing or has the wrong type
     */
    static GatewayEvent read(byte[] bytes, JsonCodec json, AcceptedClients clients) {
        JsonView event = JsonView.of(tree(bytes, json));
        if (PayloadV2.is(event)) {
            return PayloadV2.read(event, json, clients);
        }
        if (PayloadV1.is(event)) {
            return PayloadV1.read(event, json, clients);
        }
        throw new DataException(
                ErrorCode.INVALID_INPUT,
                "The event is in an unknown format: invoke the function through a REST API or an HTTP API of"
                        + " API Gateway, or through a function URL.");
    }

    private static @Nullable Object tree(byte[] bytes, JsonCodec json) {
        try {
            return json.read(new String(bytes, UTF_8));
        } catch (DataException e) { // its message is about a request body
            throw new DataException(
                    ErrorCode.MALFORMED_JSON, "The event is not valid JSON, or a field appears twice in it.");
        }
    }

    static byte[] body(JsonView event) {
        String body = event.text("body").orElse("");
        if (!event.flag("isBase64Encoded")) {
            return body.getBytes(UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw InvalidInputException.withoutValue(
                    "body", "is not valid base64, but isBase64Encoded is true in the event");
        }
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** A gateway that may not decode base64 gets no compressed response. */
    ResponseFilter.Client client() {
        return new ResponseFilter.Client(
                method,
                header("Origin"),
                header("Access-Control-Request-Method"),
                takesBase64 ? header("Accept-Encoding") : null);
    }

    /** The request for {@link RestApi}. The client's request id has precedence over the gateway's. */
    RestRequest request() {
        String clientsId = header("X-Request-Id");
        return new RestRequest(
                method, path, query, header("Content-Type"), body, clientsId == null ? requestId : clientsId, caller);
    }
}
