package io.dataaccount.core.record;

import io.dataaccount.core.model.audit.AuditEntry;
import io.dataaccount.core.model.audit.AuditEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of an audit event in tables and log lines: flat except for its details, with the field names of the
 * portal.
 */
public final class AuditRecord {
    private AuditRecord() {}

    /**
     * The record of an event, in this order: strings, the timestamp in milliseconds since 1970, and the details as a
     * map.
     */
    public static Map<String, Object> of(AuditEvent event) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("event_id", event.id());
        record.put("timestamp", event.at().toEpochMilli());
        record.put("user_id", event.user().value());
        record.put("action", event.action());
        record.put("resource_type", event.resourceType());
        record.put("resource_id", event.resourceId());
        record.put("usecase_id", event.scope().value());
        record.put("result", event.result().name().toLowerCase(Locale.ROOT));
        record.put("details", event.details());
        return record;
    }

    /**
     * The entry of a record, which an older version or another program may have written: a missing field is null, a number
     * or boolean in the place of a text becomes its text, and details that are no object become one detail with the name
     * {@code details}. Values that JSON does not have are left out.
     *
     * @return empty if the record has no id or no time
     */
    public static Optional<AuditEntry> read(Map<String, ? extends @Nullable Object> record) {
        String id = text(record, "event_id");
        Object timestamp = record.get("timestamp");
        Optional<Instant> at = timestamp == null ? Optional.empty() : StoredTime.read(timestamp);
        return id == null
                ? Optional.empty()
                : at.map(moment -> new AuditEntry(
                        id,
                        moment,
                        text(record, "user_id"),
                        text(record, "action"),
                        text(record, "resource_type"),
                        text(record, "resource_id"),
                        text(record, "usecase_id"),
                        text(record, "result"),
                        details(record.get("details"))));
    }

    private static @Nullable String text(Map<String, ? extends @Nullable Object> record, String field) {
        Object value = record.get(field);
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : null;
    }

    private static Map<String, Object> details(@Nullable Object stored) {
        if (stored instanceof Map<?, ?> map) {
            return object(map);
        }
        Map<String, Object> details = new LinkedHashMap<>();
        json(stored).ifPresent(value -> details.put("details", value));
        return details;
    }

    private static Map<String, Object> object(Map<?, ?> map) {
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((name, value) -> json(value).ifPresent(plain -> object.put(String.valueOf(name), plain)));
        return object;
    }

    private static Optional<Object> json(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return Optional.of(object(map));
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(each -> json(each).ifPresent(plain::add));
            return Optional.of(plain);
        }
        if (value instanceof String
                || value instanceof Boolean
                || value instanceof Number number && PlainValues.isFinite(number)) {
            return Optional.of(value);
        }
        return Optional.empty();
    }
}
