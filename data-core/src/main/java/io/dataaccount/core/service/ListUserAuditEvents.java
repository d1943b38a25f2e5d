package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.audit.AuditEntry;
import io.dataaccount.core.model.audit.AuditPeriod;
import io.dataaccount.core.model.audit.AuditQuery;
import io.dataaccount.core.model.page.Page;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.AuditReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the audit log what one user did, in all use cases, the deleted ones included. Safe for use by many
 * threads.
 */
public final class ListUserAuditEvents {
    private final Authorizer authorizer;
    private final AuditListing log;

    ListUserAuditEvents(Authorizer authorizer, AuditListing log) {
        this.authorizer = authorizer;
        this.log = log;
    }

    /**
     * Returns one page with at most 200 events, newest first, as {@link AuditReader} does.
     *
     * @throws DataException FORBIDDEN if the caller is no PortalAdmin; AUDIT_LOG_NOT_FOUND if the server has no audit log
     *     that can be read; INVALID_INPUT for an invalid action, or if the token belongs to another query; THROTTLED or UNAVAILABLE
     */
    public Page<AuditEntry> run(Caller caller, Command command) {
        AuditQuery query = new AuditQuery(null, command.actor(), command.action(), command.period());
        return authorizer
                .call(caller, Action.LIST_AUDIT_EVENTS, RoleScope.GLOBAL)
                .run(call -> log.read(query, command.page()));
    }

    /**
     * The page to return.
     *
     * @param actor the user
     * @param action only events of this action; null for all
     * @param period when the calls began
     * @param page the page; a size above 200 counts as 200
     */
    public record Command(UserId actor, @Nullable String action, AuditPeriod period, PageRequest page) {
        public Command {
            requireNonNull(actor, "actor is null");
            requireNonNull(page, "page is null");
        }
    }
}
