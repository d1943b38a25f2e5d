package io.dataaccount.core.rest;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.RoleScope;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The input of an operation. A call has either a query or a body, and refuses the other one. */
final class RequestReader {
    private static final Pattern JSON = Pattern.compile("application/json(\\s*;\\s*charset=\"?utf-8\"?)?");

    private final RestRequest request;
    private final Map<String, String> path;
    private final JsonCodec json;

    RequestReader(RestRequest request, Map<String, String> path, JsonCodec json) {
        this.request = request;
        this.path = path;
        this.json = json;
    }

    UsecaseId usecaseId() {
        return new UsecaseId(pathId());
    }

    /** The use case of the path, or {@code global} in its place. */
    RoleScope scope() {
        return new RoleScope(pathId());
    }

    private String pathId() {
        String id = path.get("usecase_id");
        if (id == null) {
            throw new IllegalStateException("the operation's path has no usecase_id");
        }
        return id;
    }

    RequestFields query(String... known) {
        if (RequestText.length(request.body()) > 0) {
            throw InvalidInputException.withoutValue("body", "must be empty: this call reads its input from the query");
        }
        return parameters(List.of(known));
    }

    /** The query, even if there is a body. */
    RequestFields parameters(List<String> known) {
        return RequestFields.ofQuery(request.query(), known);
    }

    RequestFields body(String... known) {
        return RequestFields.of(object(), "", List.of(known));
    }

    /** The body of a call that accepts further fields. */
    RequestFields openBody() {
        return RequestFields.open(object());
    }

    @SuppressWarnings("unchecked") // JsonCodec promises string keys
    private Map<String, @Nullable Object> object() {
        parameters(List.of());
        String text = text();
        if (json.read(text) instanceof Map<?, ?> object) {
            if (text.contains("\\u")) { // valid UTF-8 cannot contain an unpaired surrogate, only an escape can
                refuseHalfCharacters(object);
            }
            return (Map<String, @Nullable Object>) object;
        }
        throw new DataException(ErrorCode.INVALID_INPUT, "The body must be a JSON object, in braces.");
    }

    /** Refuses escaped unpaired surrogates, which no store and no response can represent. */
    private static void refuseHalfCharacters(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> {
                refuseHalfCharacters(name);
                refuseHalfCharacters(each);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(RequestReader::refuseHalfCharacters);
        } else if (value instanceof String text
                && text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new DataException(
                    ErrorCode.MALFORMED_JSON,
                    "The body has an escape for an unpaired surrogate: send whole characters.");
        }
    }

    /** Parses a JSON object of this project. */
    @SuppressWarnings("unchecked") // JsonCodec promises string keys
    Map<String, Object> tree(String text) {
        return (Map<String, Object>) requireNonNull(json.read(text), "the text is null");
    }

    private String text() {
        byte[] body = request.body();
        if (body.length > RestApi.MAX_BODY_BYTES) {
            throw new DataException(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "The body is larger than " + RestApi.MAX_BODY_BYTES + " bytes: send it in parts.");
        }
        if (RequestText.length(body) == 0) {
            throw new DataException(ErrorCode.MALFORMED_JSON, "The body is empty: send a JSON object.");
        }
        String type = request.contentType();
        if (type == null || !JSON.matcher(type.strip().toLowerCase(Locale.ROOT)).matches()) {
            throw new DataException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be sent with the header Content-Type: application/json.");
        }
        return RequestText.of(body);
    }
}
