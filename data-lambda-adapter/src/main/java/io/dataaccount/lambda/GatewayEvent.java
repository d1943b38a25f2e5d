package io.dataaccount.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.rest.RestRequest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as a gateway hands it to a function.
 *
 * @param method the verb, which no header overrides
 * @param path as the gateway gives it, with whatever stands before the contract's own part
 * @param query decoded
 * @param headers by their names in any case; the values of one that was sent several times as a list with commas
 * @param requestId the gateway's own
 * @param caller whom the gateway's authorizer has verified, or null
 * @param takesBase64 whether the gateway surely decodes an answer that says that it is in base64
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

    /** @throws DataException if it is no event of a gateway that we know, or not of the form that it documents */
    static GatewayEvent read(byte[] bytes, JsonCodec json) {
        JsonView event = JsonView.of(tree(bytes, json));
        if (PayloadV2.is(event)) {
            return PayloadV2.read(event, json);
        }
        if (PayloadV1.is(event)) {
            return PayloadV1.read(event, json);
        }
        throw new DataException(
                ErrorCode.INVALID_INPUT,
                "The event is of no kind that this function knows: invoke it through a REST API or an HTTP API of"
                        + " API Gateway, or through a function URL.");
    }

    private static @Nullable Object tree(byte[] bytes, JsonCodec json) {
        try {
            return json.read(new String(bytes, UTF_8));
        } catch (DataException e) { // which speaks of a body
            throw new DataException(ErrorCode.MALFORMED_JSON, "The event is not one JSON text with each field once.");
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
            throw InvalidInputException.withoutValue("body", "is not in base64, though the event says so");
        }
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** What a browser's preflight asks for. */
    @Nullable
    String askedMethod() {
        return header("Access-Control-Request-Method");
    }

    RestRequest request() {
        String clientsId = header("X-Request-Id");
        return new RestRequest(
                method,
                contractPath(),
                query,
                header("Content-Type"),
                body,
                clientsId == null ? requestId : clientsId,
                caller);
    }

    /**
     * The path from where the contract begins. Before it stands the stage's name, or what a custom domain maps to the
     * stage, or both; which of them a gateway leaves in the path depends on how it was reached, and nothing in the event
     * tells what a mapping was.
     */
    private String contractPath() {
        for (int start = path.indexOf(RestApi.BASE_PATH); start >= 0; ) {
            int end = start + RestApi.BASE_PATH.length();
            if (end == path.length() || path.charAt(end) == '/') {
                return path.substring(start);
            }
            start = path.indexOf(RestApi.BASE_PATH, end);
        }
        return path;
    }
}
