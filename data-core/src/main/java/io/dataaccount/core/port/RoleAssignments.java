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
 * Who has which role where; a user has at most one role a scope. A role in a use case is written only while the use case is
 * there, in one step with the check. A stored PortalAdmin for one use case reads as UseCaseAdmin. A stored role of a name that {@link
 * io.dataaccount.core.model.user.Role} does not know counts as none: it lets nobody in, no method gives it back, and {@link
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
     * Whether anything is stored for just this scope, as last written, by any program. Roles of names that {@link
     * io.dataaccount.core.model.user.Role} does not know count too.
     */
    boolean anyIn(RoleScope scope);

    /**
     * Gives a role to a user who has none in the scope, as {@link #create(RoleAssignment, List)} does, whatever the other
     * assignments are.
     *
     * @throws DataException as there
     */
    default void create(RoleAssignment wanted) {
        create(wanted, List.of());
    }

    /**
     * Gives a role to a user who has none in the scope.
     *
     * @param unchanged assignments, other than the one that is written and each of another user or scope, that must still
     *     be as they were read, in one step with the write; at most 10
     * @throws DataException CONFLICT if the user has one, or if the role of one that is {@code unchanged} is another;
     *     USECASE_NOT_FOUND if there is no such use case
     */
    void create(RoleAssignment wanted, List<RoleAssignment> unchanged);

    /**
     * Replaces the role that was read by the one that is wanted; what else is stored with it stays.
     *
     * @param seen as it was read
     * @param wanted of the same user and scope
     * @param unchanged as for {@link #create(RoleAssignment, List)}
     * @throws DataException CONFLICT if the user's role in the scope is no longer {@code seen.role()}, or if the role of one
     *     that is {@code unchanged} is another; USECASE_NOT_FOUND if there is no such use case
     */
    void replace(RoleAssignment seen, RoleAssignment wanted, List<RoleAssignment> unchanged);

    /**
     * Removes the role that was read.
     *
     * @param unchanged as for {@link #create(RoleAssignment, List)}
     * @throws DataException CONFLICT if the user's role in the scope is no longer {@code seen.role()}, or if the role of one
     *     that is {@code unchanged} is another
     */
    void remove(RoleAssignment seen, List<RoleAssignment> unchanged);

    /**
     * Removes everything that {@link #anyIn} counts for a use case that is not there. Each removal is one step with the
     * check that the use case is still not there, so a later use case of the same id loses nothing. After a failure part
     * of it may be done; calling again is safe.
     *
     * @return how many were removed
     * @throws DataException CONFLICT if there is such a use case
     */
    int removeOrphans(UsecaseId usecase);
}
