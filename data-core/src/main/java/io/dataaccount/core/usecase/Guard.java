package io.dataaccount.core.usecase;

import io.dataaccount.core.model.Access;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.RoleScope;
import io.dataaccount.core.model.UsecaseId;
import java.util.function.Predicate;

/** What every call passes: the caller's role is checked, and the audit log hears of it. */
final class Guard {
    private final Permissions permissions;
    private final AuditTrail trail;
    private final Predicate<Access> dropped;

    /** @param dropped drops a refused session, and says whether the call may be done with another one */
    Guard(Permissions permissions, AuditTrail trail, Predicate<Access> dropped) {
        this.dropped = dropped;
        this.permissions = permissions;
        this.trail = trail;
    }

    Permissions permissions() {
        return permissions;
    }

    /** A call that needs the action's role in the use case. */
    GuardedCall call(Caller caller, Action action, UsecaseId usecase) {
        return call(caller, action, RoleScope.of(usecase));
    }

    /** A call that needs the action's role in the scope; for what counts everywhere it takes a PortalAdmin. */
    GuardedCall call(Caller caller, Action action, RoleScope scope) {
        return new GuardedCall(permissions, trail, dropped, caller, action, scope, scope);
    }

    /** A call about one use case that takes a PortalAdmin of the whole portal. */
    GuardedCall globalCall(Caller caller, Action action, UsecaseId usecase) {
        return new GuardedCall(permissions, trail, dropped, caller, action, RoleScope.of(usecase), RoleScope.GLOBAL);
    }
}
