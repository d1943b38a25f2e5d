package io.dataaccount.core.model;

import java.util.Map;
import java.util.Optional;

/**
 * All the roles of one user.
 *
 * @param byScope at most one role a scope
 */
public record UserRoles(Map<RoleScope, Role> byScope) {
    /** Of a user who may do nothing. */
    public static final UserRoles NONE = new UserRoles(Map.of());

    public UserRoles {
        byScope = Map.copyOf(byScope);
    }

    /** The higher one of the user's role in the scope and the one that counts everywhere, if there is either. */
    public Optional<Role> in(RoleScope scope) {
        Optional<Role> here = Optional.ofNullable(byScope.get(scope));
        Optional<Role> everywhere = Optional.ofNullable(byScope.get(RoleScope.GLOBAL));
        return here.filter(role -> everywhere.map(role::includes).orElse(true)).or(() -> everywhere);
    }
}
