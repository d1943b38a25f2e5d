package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;

/** Reads one use case. Safe for use by many threads. */
public final class GetUsecase {
    private final Authorizer authorizer;
    private final DataAccountSessions sessions;

    GetUsecase(Authorizer authorizer, DataAccountSessions sessions) {
        this.authorizer = authorizer;
        this.sessions = sessions;
    }

    /**
     * Returns the use case. External ids are included only if the caller is UseCaseAdmin or PortalAdmin.
     *
     * @throws DataException FORBIDDEN; USECASE_NOT_FOUND
     */
    public Usecase run(Caller caller, UsecaseId id) {
        return authorizer.call(caller, Action.GET_USECASE, id).run(call -> shownTo(call.role(), sessions.usecase(id)));
    }

    static Usecase shownTo(Role role, Usecase usecase) {
        return role.includes(Role.USE_CASE_ADMIN) ? usecase : usecase.withoutExternalIds();
    }
}
