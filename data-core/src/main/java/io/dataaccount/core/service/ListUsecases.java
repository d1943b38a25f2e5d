package io.dataaccount.core.service;

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

/** Lists the use cases that the caller has a role in, by name and then id. */
public final class ListUsecases {
    private static final Comparator<Usecase> ORDER = Comparator.comparing(Usecase::name)
            .thenComparing(usecase -> usecase.id().value());

    private final Permissions permissions;
    private final UsecaseRepository usecases;

    ListUsecases(Permissions permissions, UsecaseRepository usecases) {
        this.permissions = permissions;
        this.usecases = usecases;
    }

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

    /** @param superUser whether the caller is a PortalAdmin everywhere */
    public record Result(List<Usecase> usecases, boolean superUser) {
        public Result {
            usecases = List.copyOf(usecases);
        }
    }
}
