package io.dataaccount.lambda;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.json.JsonCodec.RawJsonString;
import io.dataaccount.core.rest.RestBody;
import io.dataaccount.core.rest.RestResponse;
import java.io.OutputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a response in the format that all gateways accept: REST APIs, HTTP APIs with both payload formats, and
 * function URLs. A compressed body is in base64, which a REST API decodes only if it is configured to.
 */
final class GatewayResponse {
    /**
     * Maximum size in bytes of the whole response of a function that is invoked synchronously.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
     */
    static final int MAX_BYTES = 6_291_556;

    private GatewayResponse() {}

    /**
     * The response as JSON.
     *
     * @throws RuntimeException if the body fails while it is written
     */
    static byte[] write(RestResponse response, JsonCodec json) {
        boolean binary = response.headers().containsKey("Content-Encoding");
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("statusCode", response.status());
        envelope.put("headers", response.headers());
        envelope.put("body", binary ? inBase64(response.body()) : asText(response.body()));
        envelope.put("isBase64Encoded", binary);
        return json.write(envelope);
    }

    private static RawJsonString inBase64(RestBody body) {
        return out -> {
            try (OutputStream base64 = Base64.getEncoder().wrap(out)) {
                body.writeTo(base64);
            }
        };
    }

    private static RawJsonString asText(RestBody body) {
        return out -> body.writeTo(new JsonEscapes(out));
    }

    static DataException tooLarge() {
        return new DataException(
                ErrorCode.PAYLOAD_TOO_LARGE,
                "The response is larger than " + MAX_BYTES
                        + " bytes, the limit of a Lambda function: request fewer files"
                        + " in a batch, or a smaller page.");
    }

    static @Nullable String requestId(RestResponse response) {
        return response.headers().get("X-Request-Id");
    }
}
