package io.dataaccount.core.service;

import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.RoleScope;
import java.util.function.Predicate;

/** What every call passes: the caller's role is checked, and the audit log hears of it. */
final class Authorizer {
    private final Permissions permissions;
    private final AuditTrail trail;
    private final Predicate<AccountSession> dropped;

    /** @param dropped drops a refused session, and says whether the call may be done with another one */
    Authorizer(Permissions permissions, AuditTrail trail, Predicate<AccountSession> dropped) {
        this.dropped = dropped;
        this.permissions = permissions;
        this.trail = trail;
    }

    Permissions permissions() {
        return permissions;
    }

    /** A call that needs the action's role in the use case. */
    AuthorizedCall call(Caller caller, Action action, UsecaseId usecase) {
        return call(caller, action, RoleScope.of(usecase));
    }

    /** A call that needs the action's role in the scope; for what counts everywhere it takes a PortalAdmin. */
    AuthorizedCall call(Caller caller, Action action, RoleScope scope) {
        return new AuthorizedCall(permissions, trail, dropped, caller, action, scope, scope);
    }

    /** A call about one use case that takes a PortalAdmin of the whole portal. */
    AuthorizedCall globalCall(Caller caller, Action action, UsecaseId usecase) {
        return new AuthorizedCall(permissions, trail, dropped, caller, action, RoleScope.of(usecase), RoleScope.GLOBAL);
    }
}
