package io.dataaccount.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.rest.JsonText;
import io.dataaccount.core.rest.RestResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer as every gateway takes it: REST APIs, HTTP APIs of both payload formats, and function URLs. */
final class GatewayAnswer {
    /**
     * What Lambda takes of a function that is invoked synchronously, the envelope included.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
     */
    static final int MAX_BYTES = 6_291_556;

    private GatewayAnswer() {}

    static byte[] write(RestResponse response, JsonText json) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("statusCode", response.status());
        answer.put("headers", response.headers());
        try {
            ByteBuffer body = ByteBuffer.wrap(response.body());
            answer.put("body", UTF_8.newDecoder().decode(body).toString());
            answer.put("isBase64Encoded", false);
        } catch (CharacterCodingException e) {
            answer.put("body", Base64.getEncoder().encodeToString(response.body()));
            answer.put("isBase64Encoded", true);
        }
        return json.write(answer);
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
