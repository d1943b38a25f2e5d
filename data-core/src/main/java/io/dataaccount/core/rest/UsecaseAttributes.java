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
 * What a use case has beside the fields that are ours: the portal keeps more in the same record, and gets it back as it
 * sent it.
 */
final class UsecaseAttributes {
    private static final List<String> SERVER_FIELDS = List.of("created_at", "updated_at");

    private UsecaseAttributes() {}

    static void refuseServerFields(RequestFields body) {
        SERVER_FIELDS.stream().filter(body::has).findFirst().ifPresent(name -> {
            throw InvalidInputException.withoutValue(name, "is the server's to set: leave it out");
        });
    }

    /** A record that was read may be sent back whole, so the id may stand in the body, if it is the path's. */
    static void checkId(RequestFields body, UsecaseId path) {
        UsecaseId inBody = body.optional("usecase_id", UsecaseId::new, path);
        if (!inBody.equals(path)) {
            throw new InvalidInputException(
                    "usecase_id", inBody.value(), "is not that of the path, and an id never changes");
        }
    }

    /** The {@code updated_at} that was read, if the body says so. */
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
                            ErrorCode.UNKNOWN_FIELD, name, null, "is not known here: did you mean " + meant + "?");
                }));
        return others;
    }
}
