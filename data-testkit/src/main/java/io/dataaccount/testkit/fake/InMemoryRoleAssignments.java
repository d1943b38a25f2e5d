package io.dataaccount.testkit.fake;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.model.user.UserRoles;
import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.RoleErrors;
import io.dataaccount.core.port.UsecaseErrors;
import io.dataaccount.core.port.UsecaseRepository;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Role assignments in memory. Writes hold the lock of the repository object, so that a use case is not deleted
 * meanwhile. Safe for use by many threads.
 */
public final class InMemoryRoleAssignments implements RoleAssignments {
    private record Key(UserId user, RoleScope scope) {
        static Key of(RoleAssignment assignment) {
            return new Key(assignment.user(), assignment.scope());
        }
    }

    private final Map<Key, RoleAssignment> assignments = new ConcurrentHashMap<>();
    private final UsecaseRepository usecases;

    /** @param usecases a role in a use case can be written only while the use case exists in this repository */
    public InMemoryRoleAssignments(UsecaseRepository usecases) {
        this.usecases = requireNonNull(usecases, "usecases is null");
    }

    @Override
    public UserRoles of(UserId user) {
        return new UserRoles(assignments.values().stream()
                .filter(each -> each.user().equals(user))
                .collect(toUnmodifiableMap(RoleAssignment::scope, RoleAssignment::role)));
    }

    @Override
    public Optional<RoleAssignment> find(UserId user, RoleScope scope) {
        return Optional.ofNullable(assignments.get(new Key(user, scope)));
    }

    @Override
    public List<RoleAssignment> in(RoleScope scope) {
        return assignments.values().stream()
                .filter(each -> each.scope().equals(scope))
                .sorted(Comparator.comparing(each -> each.user().value()))
                .toList();
    }

    @Override
    public boolean anyIn(RoleScope scope) {
        return !in(scope).isEmpty();
    }

    @Override
    public void create(RoleAssignment wanted, List<RoleAssignment> unchanged) {
        synchronized (usecases) {
            checkUsecase(wanted.scope());
            unchanged.forEach(this::checkUnchanged);
            if (assignments.putIfAbsent(Key.of(wanted), wanted) != null) {
                throw RoleErrors.conflict(wanted);
            }
        }
    }

    @Override
    public void replace(RoleAssignment seen, RoleAssignment wanted, List<RoleAssignment> unchanged) {
        synchronized (usecases) {
            checkUsecase(wanted.scope());
            checkUnchanged(seen);
            unchanged.forEach(this::checkUnchanged);
            assignments.put(Key.of(wanted), wanted);
        }
    }

    @Override
    public void remove(RoleAssignment seen, List<RoleAssignment> unchanged) {
        synchronized (usecases) {
            checkUnchanged(seen);
            unchanged.forEach(this::checkUnchanged);
            assignments.remove(Key.of(seen));
        }
    }

    @Override
    public int removeOrphans(UsecaseId usecase) {
        synchronized (usecases) {
            if (usecases.find(usecase).isPresent()) {
                throw RoleErrors.usecaseExists(usecase);
            }
            List<RoleAssignment> orphans = in(RoleScope.of(usecase));
            orphans.forEach(orphan -> assignments.remove(Key.of(orphan)));
            return orphans.size();
        }
    }

    private void checkUsecase(RoleScope scope) {
        if (!scope.isGlobal()) {
            UsecaseId id = new UsecaseId(scope.value());
            if (usecases.find(id).isEmpty()) {
                throw UsecaseErrors.notFound(id);
            }
        }
    }

    private void checkUnchanged(RoleAssignment seen) {
        RoleAssignment stored = assignments.get(Key.of(seen));
        if (stored == null || stored.role() != seen.role()) {
            throw RoleErrors.conflict(seen);
        }
    }
}
