package io.dataaccount.testkit.fake;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.dataaccount.core.model.RoleAssignment;
import io.dataaccount.core.model.RoleScope;
import io.dataaccount.core.model.UserId;
import io.dataaccount.core.model.UserRoles;
import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.RoleErrors;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Role assignments in a map, gone with the object. */
public final class InMemoryRoleAssignments implements RoleAssignments {
    private record Key(UserId user, RoleScope scope) {
        static Key of(RoleAssignment assignment) {
            return new Key(assignment.user(), assignment.scope());
        }
    }

    private final Map<Key, RoleAssignment> assignments = new ConcurrentHashMap<>();

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
    public void create(RoleAssignment wanted) {
        if (assignments.putIfAbsent(Key.of(wanted), wanted) != null) {
            throw RoleErrors.conflict(wanted);
        }
    }

    @Override
    public void replace(RoleAssignment seen, RoleAssignment wanted) {
        change(seen, wanted);
    }

    @Override
    public void remove(RoleAssignment seen) {
        change(seen, null);
    }

    private void change(RoleAssignment seen, @Nullable RoleAssignment wanted) {
        boolean[] changed = new boolean[1];
        assignments.computeIfPresent(Key.of(seen), (key, stored) -> {
            changed[0] = stored.role() == seen.role();
            return changed[0] ? wanted : stored;
        });
        if (!changed[0]) {
            throw RoleErrors.conflict(seen);
        }
    }
}
