package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.audit.AuditEntry;
import io.dataaccount.core.model.audit.AuditPeriod;
import io.dataaccount.core.model.audit.AuditQuery;
import io.dataaccount.core.model.page.Page;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.AuditReader;
import io.dataaccount.core.port.UsecaseErrors;
import io.dataaccount.core.port.UsecaseRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the audit log of one use case, or the events that concern no single use case. The use case need not exist: the
 * events of a deleted use case remain, for callers with a global role. Safe for use by many threads.
 */
public final class ListAuditEvents {
    private final Authorizer authorizer;
    private final UsecaseRepository usecases;
    private final AuditListing log;

    ListAuditEvents(Authorizer authorizer, UsecaseRepository usecases, AuditListing log) {
        this.authorizer = authorizer;
        this.usecases = usecases;
        this.log = log;
    }

    /**
     * Returns one page with at most 200 events, newest first, as {@link AuditReader} does. A caller whose role is in
     * this use case only gets the events since its creation: those before belong to a deleted use case with the same id.
     *
     * @throws DataException FORBIDDEN; the global scope needs a PortalAdmin. USECASE_NOT_FOUND and UNREADABLE_USECASE
     *     for a caller whose role is in this use case only. AUDIT_LOG_NOT_FOUND if the server has no
     *     audit log that can be read; INVALID_INPUT for an invalid action, or if the token belongs to another query; THROTTLED or UNAVAILABLE
     */
    public Page<AuditEntry> run(Caller caller, Command command) {
        AuditQuery query = new AuditQuery(command.scope(), command.actor(), command.action(), command.period());
        return authorizer
                .call(caller, Action.LIST_AUDIT_EVENTS, command.scope())
                .run(call -> call.isInAllUsecases()
                        ? log.read(query, command.page())
                        : sinceCreation(new UsecaseId(command.scope().value()), query, command.page()));
    }

    private Page<AuditEntry> sinceCreation(UsecaseId id, AuditQuery query, PageRequest page) {
        Instant created =
                usecases.find(id).orElseThrow(() -> UsecaseErrors.notFound(id)).createdAt();
        AuditPeriod period = query.period();
        if (!created.isBefore(period.to())) {
            return new Page<>(List.of(), null);
        }
        AuditPeriod since = created.isAfter(period.from()) ? new AuditPeriod(created, period.to()) : period;
        return log.read(new AuditQuery(query.scope(), query.actor(), query.action(), since), page);
    }

    /**
     * The page to return.
     *
     * @param scope the use case, or {@code global}
     * @param actor only calls of this user; null for those of all users
     * @param action only events of this action; null for all
     * @param period when the calls began
     * @param page the page; a size above 200 counts as 200
     */
    public record Command(
            RoleScope scope,
            @Nullable UserId actor,
            @Nullable String action,
            AuditPeriod period,
            PageRequest page) {
        public Command {
            requireNonNull(scope, "scope is null");
            requireNonNull(page, "page is null");
        }
    }
}
