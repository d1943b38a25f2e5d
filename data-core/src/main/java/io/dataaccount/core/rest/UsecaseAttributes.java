package io.dataaccount.core.rest;

import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.record.UsecaseRecord;
import io.dataaccount.core.service.AttributeRules;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The further attributes of a use case. The portal stores more values in the same record and gets them back unchanged.
 */
final class UsecaseAttributes {
    private static final List<String> SERVER_FIELDS = List.of("created_at", "updated_at");

    private UsecaseAttributes() {}

    static void refuseServerFields(RequestFields body) {
        SERVER_FIELDS.stream().filter(body::has).findFirst().ifPresent(name -> {
            throw InvalidInputException.withoutValue(name, "is set by the server: leave it out");
        });
    }

    /**
     * Checks the id in the body. Callers may send back a record that they read, so the body may contain the id, if it
     * equals the one in the path.
     */
    static void checkId(RequestFields body, UsecaseId path) {
        UsecaseId inBody = body.optional("usecase_id", UsecaseId::new, path);
        if (!inBody.equals(path)) {
            throw new InvalidInputException(
                    "usecase_id", inBody.value(), "differs from the id in the path, and an id never changes");
        }
    }

    /** The {@code updated_at} that the caller has read, if the body contains it. */
    static @Nullable Instant readAt(RequestFields body) {
        body.optional("created_at", UsecaseAttributes::instant);
        return body.optional("updated_at", UsecaseAttributes::instant);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidInputException(
                    "updated_at", text, "must be an RFC 3339 time in UTC, such as 2024-01-15T10:30:00Z");
        }
    }

    static Map<String, Object> toCreate(RequestFields body) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        toUpdate(body).forEach((name, value) -> {
            if (value == null) {
                throw InvalidInputException.withoutValue(name, "must not be null: leave it out");
            }
            attributes.put(name, value);
        });
        return attributes;
    }

    static Map<String, @Nullable Object> toUpdate(RequestFields body) {
        Map<String, @Nullable Object> others = body.others(UsecaseRecord.FIELDS);
        AttributeRules.checkNamed(others.size());
        others.keySet()
                .forEach(name -> SimilarName.of(name, UsecaseRecord.FIELDS).ifPresent(meant -> {
                    throw new InvalidInputException(
                            ErrorCode.UNKNOWN_FIELD, name, null, "is unknown: did you mean " + meant + "?");
                }));
        return others;
    }
}
