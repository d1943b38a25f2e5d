package io.dataaccount.core.port;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.RoleAssignment;
import io.dataaccount.core.model.RoleScope;
import io.dataaccount.core.model.UserId;
import io.dataaccount.core.model.UserRoles;
import java.util.List;
import java.util.Optional;

/**
 * Who has which role where; a user has at most one role a scope. A stored role of a name that {@link
 * io.dataaccount.core.model.Role} does not know counts as none: it lets nobody in, no method gives it back, and {@link
 * #create} replaces it. Safe for use by many threads and many processes. Every method may throw {@link DataException} with
 * THROTTLED or UNAVAILABLE, both retryable.
 */
public interface RoleAssignments {
    /** All roles of the user as last written, by whomever. */
    UserRoles of(UserId user);

    /** The user's role in just this scope, as last written, by whomever. */
    Optional<RoleAssignment> find(UserId user, RoleScope scope);

    /** Everyone with a role in just this scope, ordered by user id. What was written a moment ago may not be seen yet. */
    List<RoleAssignment> in(RoleScope scope);

    /**
     * Gives a role to a user who has none in the scope.
     *
     * @throws DataException CONFLICT if the user has one
     */
    void create(RoleAssignment wanted);

    /**
     * Replaces the role that was read by the one that is wanted; what else is stored with it stays.
     *
     * @param seen as it was read
     * @param wanted of the same user and scope
     * @throws DataException CONFLICT if the user's role in the scope is no longer {@code seen.role()}
     */
    void replace(RoleAssignment seen, RoleAssignment wanted);

    /**
     * Takes away the role that was read.
     *
     * @throws DataException CONFLICT if the user's role in the scope is no longer {@code seen.role()}
     */
    void remove(RoleAssignment seen);
}
