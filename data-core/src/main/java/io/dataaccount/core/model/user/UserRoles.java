package io.dataaccount.core.model.user;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All roles of one user.
 *
 * @param byScope at most one role per scope; PortalAdmin for one use case becomes UseCaseAdmin
 */
public record UserRoles(Map<RoleScope, Role> byScope) {
    /** No roles. */
    public static final UserRoles NONE = new UserRoles(Map.of());

    public UserRoles {
        byScope = byScope.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().countedIn(entry.getKey())));
    }

    /** Whether the user has at least the permissions of the role in the scope. */
    public boolean include(Role role, RoleScope scope) {
        return in(scope).filter(held -> held.includes(role)).isPresent();
    }

    /**
     * The scope of the assignment that {@link #in} returns: the given scope, or the global one. Empty if the user has
     * no role.
     */
    public Optional<RoleScope> sourceOf(RoleScope scope) {
        return in(scope).map(role -> role == byScope.get(scope) ? scope : RoleScope.GLOBAL);
    }

    /** The higher of the user's role in the scope and the user's global role; empty if the user has neither. */
    public Optional<Role> in(RoleScope scope) {
        Optional<Role> here = Optional.ofNullable(byScope.get(scope));
        Optional<Role> everywhere = Optional.ofNullable(byScope.get(RoleScope.GLOBAL));
        return here.filter(role -> everywhere.map(role::includes).orElse(true)).or(() -> everywhere);
    }
}
