package io.dataaccount.core.service;

import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.RoleScope;
import java.util.function.Predicate;

/** Authorizes every call: checks the caller's role and writes the audit log. Safe for use by many threads. */
final class Authorizer {
    private final Permissions permissions;
    private final AuditTrail trail;
    private final Predicate<AccountSession> dropped;

    /** @param dropped drops a refused session and returns whether another session is available */
    Authorizer(Permissions permissions, AuditTrail trail, Predicate<AccountSession> dropped) {
        this.dropped = dropped;
        this.permissions = permissions;
        this.trail = trail;
    }

    Permissions permissions() {
        return permissions;
    }

    /** A call that needs the operation's role in the use case. */
    AuthorizedCall call(Caller caller, Action action, UsecaseId usecase) {
        return call(caller, action, RoleScope.of(usecase));
    }

    /** A call that needs the operation's role in the scope; the global scope needs a PortalAdmin. */
    AuthorizedCall call(Caller caller, Action action, RoleScope scope) {
        return new AuthorizedCall(permissions, trail, dropped, caller, action, scope, scope);
    }

    /** A call about one use case that needs a global PortalAdmin. */
    AuthorizedCall globalCall(Caller caller, Action action, UsecaseId usecase) {
        return new AuthorizedCall(permissions, trail, dropped, caller, action, RoleScope.of(usecase), RoleScope.GLOBAL);
    }
}
