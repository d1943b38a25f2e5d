package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserRoles;
import io.dataaccount.core.port.UsecaseRepository;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists the use cases in which the caller has a role. Safe for use by many threads. */
public final class ListUsecases {
    private static final Comparator<Usecase> ORDER = Comparator.comparing(Usecase::name)
            .thenComparing(usecase -> usecase.id().value());

    private final Permissions permissions;
    private final UsecaseRepository usecases;

    ListUsecases(Permissions permissions, UsecaseRepository usecases) {
        this.permissions = permissions;
        this.usecases = usecases;
    }

    /**
     * Returns the use cases, ordered by name and then by id. External ids are included only if the caller is
     * UseCaseAdmin or PortalAdmin.
     *
     * @throws DataException THROTTLED or UNAVAILABLE, both retryable
     */
    public Result run(Caller caller) {
        UserRoles roles = permissions.of(caller);
        List<Usecase> visible = roles.byScope().isEmpty()
                ? List.of()
                : usecases.list().stream()
                        .flatMap(usecase -> visible(usecase, roles))
                        .sorted(ORDER)
                        .toList();
        return new Result(visible, roles.include(Role.PORTAL_ADMIN, RoleScope.GLOBAL));
    }

    private static Stream<Usecase> visible(Usecase usecase, UserRoles roles) {
        Optional<Role> role = roles.in(RoleScope.of(usecase.id()));
        return role.map(held -> GetUsecase.shownTo(held, usecase)).stream();
    }

    /**
     * The visible use cases.
     *
     * @param usecases ordered by name and then by id
     * @param superUser whether the caller is a global PortalAdmin
     */
    public record Result(List<Usecase> usecases, boolean superUser) {
        public Result {
            usecases = List.copyOf(usecases);
        }
    }
}
