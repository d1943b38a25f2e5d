package io.dataaccount.core.record;

import io.dataaccount.core.model.audit.AuditEvent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

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
}
