package io.dataaccount.core.rest;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.error.SettingConflictException;
import io.dataaccount.core.error.TooManyRequestsException;
import io.dataaccount.core.service.UnprovenAccountException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as {@code application/problem+json}. The detail is repeated as {@code error} for the portal's client.
 *
 * @param status the HTTP status
 * @param headers further headers of the response
 * @param body the problem object
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
record Problem(int status, Map<String, String> headers, Map<String, Object> body) {
    static final String CONTENT_TYPE = "application/problem+json";

    private static final String RETRY_SECONDS = "2";

    static Problem of(DataException e, String requestId) {
        ErrorCode code = e.code();
        // stored names and prefixes may contain unprintable characters, and so may values from the caller
        String detail = SafeText.printable(e.detail());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:data-account:problem:" + code.id());
        body.put("title", ProblemTypes.title(code));
        body.put("status", ProblemTypes.status(code));
        body.put("detail", detail);
        body.put("code", code.id());
        e.field().ifPresent(field -> body.put("field", field));
        if (e instanceof UnprovenAccountException unproven) {
            body.put("data_account_external_id", unproven.externalId().value());
        }
        if (e instanceof SettingConflictException conflict) {
            body.put(
                    "differences",
                    conflict.differences().stream().map(Problem::difference).toList());
        }
        body.put("request_id", requestId);
        body.put("error", detail);

        Map<String, String> headers = new LinkedHashMap<>();
        if (code.retryable()) {
            headers.put(
                    "Retry-After",
                    e instanceof TooManyRequestsException refused
                            ? Long.toString(refused.retryAfterSeconds())
                            : RETRY_SECONDS);
        }
        if (e instanceof MethodNotAllowedException refused) {
            headers.put("Allow", refused.allow());
        }
        return new Problem(ProblemTypes.status(code), headers, body);
    }

    private static Map<String, Object> difference(SettingConflictException.Difference difference) {
        return new JsonObjectBuilder()
                .put("field", difference.field())
                .putText("is", difference.is())
                .putText("wanted", difference.wanted())
                .done();
    }
}
