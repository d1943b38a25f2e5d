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
 * An answer as every gateway takes it: REST APIs, HTTP APIs of both payload formats, and function URLs. What is compressed is
 * in base64, which REST APIs would have to be told to decode.
 */
final class GatewayResponse {
    /**
     * What Lambda takes of a function that is invoked synchronously, the envelope included.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
     */
    static final int MAX_BYTES = 6_291_556;

    private GatewayResponse() {}

    /** @throws RuntimeException if the body breaks off */
    static byte[] write(RestResponse response, JsonCodec json) {
        boolean binary = response.headers().containsKey("Content-Encoding");
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("statusCode", response.status());
        answer.put("headers", response.headers());
        answer.put("body", binary ? inBase64(response.body()) : asText(response.body()));
        answer.put("isBase64Encoded", binary);
        return json.write(answer);
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
                "The answer is larger than the " + MAX_BYTES + " bytes that a Lambda function may send: ask for fewer"
                        + " files in a batch, or for a smaller page.");
    }

    static @Nullable String requestId(RestResponse response) {
        return response.headers().get("X-Request-Id");
    }
}
