package io.dataaccount.core.port;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.model.user.UserRoles;
import java.util.List;
import java.util.Optional;

/**
 * The stored role assignments. A user has at most one role per scope. A role in a use case is written only while the
 * use case exists; the check and the write are one atomic step. A PortalAdmin that is stored for one use case is read
 * as UseCaseAdmin. A stored role with a name that {@link io.dataaccount.core.model.user.Role} does not know counts as
 * no role: it permits nothing, no method returns it, and {@link #create} replaces it. Safe for use by many threads and
 * many processes. Every method may throw {@link DataException} with THROTTLED or UNAVAILABLE, both retryable.
 */
public interface RoleAssignments {
    /** All roles of the user, read consistently: the last write of any process is visible. */
    UserRoles of(UserId user);

    /** The user's role in exactly this scope, read consistently: the last write of any process is visible. */
    Optional<RoleAssignment> find(UserId user, RoleScope scope);

    /** All assignments in exactly this scope, ordered by user id. A recent write may not be visible yet. */
    List<RoleAssignment> in(RoleScope scope);

    /**
     * Whether any assignment is stored for exactly this scope, read consistently: the last write of any program is
     * visible. Roles with names that {@link io.dataaccount.core.model.user.Role} does not know count too.
     */
    boolean anyIn(RoleScope scope);

    /**
     * Assigns a role to a user who has none in the scope, as {@link #create(RoleAssignment, List)} does with an empty
     * list.
     *
     * @throws DataException as {@link #create(RoleAssignment, List)}
     */
    default void create(RoleAssignment wanted) {
        create(wanted, List.of());
    }

    /**
     * Assigns a role to a user who has none in the scope.
     *
     * @param wanted the assignment to store
     * @param unchanged assignments of other users or scopes that must still have the role that was read, checked in one
     *     atomic step with the write; at most 10
     * @throws DataException CONFLICT if the user has a role in the scope, or if an assignment of {@code unchanged} has
     *     another role now; USECASE_NOT_FOUND if the use case does not exist
     */
    void create(RoleAssignment wanted, List<RoleAssignment> unchanged);

    /**
     * Replaces the role that was read with the wanted one. Other values that are stored with the assignment are kept.
     *
     * @param seen the assignment that was read
     * @param wanted an assignment of the same user and scope
     * @param unchanged as for {@link #create(RoleAssignment, List)}
     * @throws DataException CONFLICT if the user's role in the scope is no longer {@code seen.role()}, or if an
     *     assignment of {@code unchanged} has another role now; USECASE_NOT_FOUND if the use case does not exist
     */
    void replace(RoleAssignment seen, RoleAssignment wanted, List<RoleAssignment> unchanged);

    /**
     * Removes the role that was read.
     *
     * @param seen the assignment that was read
     * @param unchanged as for {@link #create(RoleAssignment, List)}
     * @throws DataException CONFLICT if the user's role in the scope is no longer {@code seen.role()}, or if an
     *     assignment of {@code unchanged} has another role now
     */
    void remove(RoleAssignment seen, List<RoleAssignment> unchanged);

    /**
     * Removes all assignments that {@link #anyIn} counts for a use case that does not exist. Each removal checks in one
     * atomic step that the use case still does not exist, so a new use case with the same id loses nothing. After a
     * failure, some assignments may have been removed; it is safe to call again.
     *
     * @return the number of removed assignments
     * @throws DataException CONFLICT if the use case exists
     */
    int removeOrphans(UsecaseId usecase);
}
