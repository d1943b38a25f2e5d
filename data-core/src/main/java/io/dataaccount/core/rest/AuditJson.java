package io.dataaccount.core.rest;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.audit.AuditEntry;
import io.dataaccount.core.model.audit.AuditPeriod;
import io.dataaccount.core.model.page.Page;
import io.dataaccount.core.model.page.PageToken;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.service.ListAuditEvents;
import io.dataaccount.core.service.ListUserAuditEvents;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/** The JSON of the audit calls. */
final class AuditJson {
    private static final String[] FILTERS = {"from", "to", "actor", "action", "page_size", "page_token"};

    private AuditJson() {}

    static ListAuditEvents.Command list(RequestReader input) {
        RequestFields query = input.query(FILTERS);
        return new ListAuditEvents.Command(
                input.scope(),
                query.optional("actor", UserId::new),
                query.optional("action", Function.identity()),
                period(query),
                Paging.read(query));
    }

    static ListUserAuditEvents.Command listOfUser(RequestReader input) {
        RequestFields query = input.query(FILTERS);
        return new ListUserAuditEvents.Command(
                query.required("actor", UserId::new),
                query.optional("action", Function.identity()),
                period(query),
                Paging.read(query));
    }

    private static AuditPeriod period(RequestFields query) {
        return new AuditPeriod(
                query.optional("from", AuditJson::time, AuditPeriod.MIN),
                query.optional("to", AuditJson::time, AuditPeriod.MAX));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidInputException(
                    "from",
                    text,
                    "must be a time of RFC 3339, such as 2026-11-24T12:00:00Z; a + before an offset is %2B in a URL");
        }
    }

    static Map<String, Object> listed(Page<AuditEntry> page) {
        return new JsonObjectBuilder()
                .put("events", page.items().stream().map(AuditJson::event).toList())
                .putText("next_token", page.next().map(PageToken::value))
                .done();
    }

    private static Map<String, Object> event(AuditEntry entry) {
        return new JsonObjectBuilder()
                .put("event_id", entry.id())
                .putText("timestamp", entry.at())
                .putText("user_id", entry.user())
                .putText("action", entry.action())
                .putText("resource_type", entry.resourceType())
                .putText("resource_id", entry.resourceId())
                .putText("usecase_id", entry.usecase())
                .putText("result", entry.result())
                .put("details", entry.details())
                .done();
    }
}
