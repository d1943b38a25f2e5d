package io.dataaccount.core.model.user;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All the roles of one user.
 *
 * @param byScope at most one role a scope; PortalAdmin for one use case counts as UseCaseAdmin
 */
public record UserRoles(Map<RoleScope, Role> byScope) {
    /** Of a user who may do nothing. */
    public static final UserRoles NONE = new UserRoles(Map.of());

    public UserRoles {
        byScope = byScope.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().countedIn(entry.getKey())));
    }

    /** Whether the user may do in the scope what the role may. */
    public boolean include(Role role, RoleScope scope) {
        return in(scope).filter(held -> held.includes(role)).isPresent();
    }

    /** The scope of the role that {@link #in} gives: the one asked for, or the global one. */
    public Optional<RoleScope> sourceOf(RoleScope scope) {
        return in(scope).map(role -> role == byScope.get(scope) ? scope : RoleScope.GLOBAL);
    }

    /** The higher one of the user's role in the scope and the one that counts everywhere, if there is either. */
    public Optional<Role> in(RoleScope scope) {
        Optional<Role> here = Optional.ofNullable(byScope.get(scope));
        Optional<Role> everywhere = Optional.ofNullable(byScope.get(RoleScope.GLOBAL));
        return here.filter(role -> everywhere.map(role::includes).orElse(true)).or(() -> everywhere);
    }
}
