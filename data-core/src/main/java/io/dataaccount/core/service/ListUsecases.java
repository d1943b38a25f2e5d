package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.page.Page;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageToken;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserRoles;
import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.core.port.UsecaseTokens;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists the use cases in which the caller has a role. A caller with a global role gets pages of all use cases. Every
 * other caller gets the use cases of their roles, which are read by id. Safe for use by many threads.
 */
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
     * Returns one page. The use cases of a page are ordered by name and then by id. The pages themselves are in an order
     * that does not change: that of the ids for the use cases of the caller's roles, and one of the store for all use
     * cases. External ids are included only if the caller is UseCaseAdmin or PortalAdmin. For a caller with a global
     * role, a recent change may not be visible yet.
     *
     * @param page the page; roles whose use case does not exist count for its size, so it may have fewer entries
     * @throws DataException INVALID_INPUT if the token is not that of a list of use cases; THROTTLED or UNAVAILABLE,
     *     both retryable
     */
    public Result run(Caller caller, PageRequest page) {
        UserRoles roles = permissions.of(caller);
        Page<Usecase> found =
                roles.byScope().containsKey(RoleScope.GLOBAL) ? usecases.list(page) : ofRoles(roles, page);
        List<Usecase> visible = found.items().stream()
                .flatMap(usecase -> visible(usecase, roles))
                .sorted(ORDER)
                .toList();
        return new Result(visible, roles.include(Role.PORTAL_ADMIN, RoleScope.GLOBAL), found.nextToken());
    }

    private Page<Usecase> ofRoles(UserRoles roles, PageRequest page) {
        String after = page.after().map(UsecaseTokens::lastId).orElse("");
        List<String> left = roles.byScope().keySet().stream()
                .map(RoleScope::value)
                .filter(id -> id.compareTo(after) > 0)
                .sorted()
                .toList();
        if (left.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        int size = Math.min(page.size().value(), left.size());
        LinkedHashSet<UsecaseId> ids = new LinkedHashSet<>();
        left.subList(0, size).forEach(id -> ids.add(new UsecaseId(id)));
        return new Page<>(usecases.find(ids), size == left.size() ? null : UsecaseTokens.after(left.get(size - 1)));
    }

    private static Stream<Usecase> visible(Usecase usecase, UserRoles roles) {
        Optional<Role> role = roles.in(RoleScope.of(usecase.id()));
        return role.map(held -> GetUsecase.shownTo(held, usecase)).stream();
    }

    /**
     * One page of the visible use cases.
     *
     * @param usecases ordered by name and then by id
     * @param superUser whether the caller is a global PortalAdmin
     * @param nextToken the token of the next page, or null if this is the last page
     */
    public record Result(
            List<Usecase> usecases,
            boolean superUser,
            @Nullable PageToken nextToken) {
        public Result {
            usecases = List.copyOf(usecases);
        }

        /** The token of the next page; empty if this is the last page. */
        public Optional<PageToken> next() {
            return Optional.ofNullable(nextToken);
        }
    }
}
