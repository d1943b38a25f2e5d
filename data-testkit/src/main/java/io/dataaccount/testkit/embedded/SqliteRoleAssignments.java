package io.dataaccount.testkit.embedded;

import io.dataaccount.core.error.InvalidInput;
import io.dataaccount.core.model.Role;
import io.dataaccount.core.model.RoleAssignment;
import io.dataaccount.core.model.RoleScope;
import io.dataaccount.core.model.UserId;
import io.dataaccount.core.model.UserRoles;
import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.RoleErrors;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Role assignments in an SQLite file, for a server without AWS. They are there after a restart, and several processes may
 * have the same file open. Every list reads them all, which is meant for the few that a machine of one's own has.
 */
public final class SqliteRoleAssignments implements RoleAssignments, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteRoleAssignments.class);

    /** No id of a user or a use case has one. */
    private static final String SEPARATOR = "\n";

    private final SqliteTable table;

    private SqliteRoleAssignments(SqliteTable table) {
        this.table = table;
    }

    /**
     * Opens the file; creates it and its directory if there is none.
     *
     * @throws IllegalStateException if the file is no SQLite database or cannot be written; says what to do
     */
    public static SqliteRoleAssignments open(Path file) {
        return new SqliteRoleAssignments(SqliteTable.open(file, "user_roles", "user_and_usecase_id"));
    }

    @Override
    public UserRoles of(UserId user) {
        Map<RoleScope, Role> roles = new HashMap<>();
        all().stream().filter(each -> each.user().equals(user)).forEach(each -> roles.put(each.scope(), each.role()));
        return new UserRoles(roles);
    }

    @Override
    public Optional<RoleAssignment> find(UserId user, RoleScope scope) {
        String id = id(user, scope);
        return table.find(id).flatMap(text -> read(id, text));
    }

    @Override
    public List<RoleAssignment> in(RoleScope scope) {
        return all().stream()
                .filter(each -> each.scope().equals(scope))
                .sorted(Comparator.comparing(each -> each.user().value()))
                .toList();
    }

    @Override
    public void create(RoleAssignment wanted) {
        String id = id(wanted);
        String text = write(wanted);
        boolean stored = table.insert(id, text)
                || table.change(id, before -> {
                    if (read(id, before).isPresent()) {
                        throw RoleErrors.conflict(wanted);
                    }
                    return text;
                });
        if (!stored) { // it was there and is gone
            throw RoleErrors.conflict(wanted);
        }
    }

    @Override
    public void replace(RoleAssignment seen, RoleAssignment wanted) {
        change(seen, write(wanted));
    }

    @Override
    public void remove(RoleAssignment seen) {
        change(seen, null);
    }

    private void change(RoleAssignment seen, @Nullable String wanted) {
        String id = id(seen);
        boolean found = table.change(id, stored -> {
            if (read(id, stored).filter(each -> each.role() == seen.role()).isEmpty()) {
                throw RoleErrors.conflict(seen);
            }
            return wanted;
        });
        if (!found) {
            throw RoleErrors.conflict(seen);
        }
    }

    private List<RoleAssignment> all() {
        List<RoleAssignment> all = new ArrayList<>();
        table.forEach((id, text) -> read(id, text).ifPresent(all::add));
        return all;
    }

    private static String id(RoleAssignment assignment) {
        return id(assignment.user(), assignment.scope());
    }

    private static String id(UserId user, RoleScope scope) {
        return user + SEPARATOR + scope;
    }

    private static String write(RoleAssignment assignment) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("user_id", assignment.user().value());
        record.put("usecase_id", assignment.scope().value());
        record.put("role", assignment.role().id());
        if (assignment.assignedBy() != null) {
            record.put("assigned_by", assignment.assignedBy().value());
        }
        if (assignment.assignedAt() != null) {
            record.put("assigned_at", assignment.assignedAt().toEpochMilli());
        }
        return RecordText.write(record);
    }

    private static Optional<RoleAssignment> read(String id, String text) {
        Map<String, Object> record = RecordText.read(id, text);
        try {
            return Optional.of(new RoleAssignment(
                    new UserId(String.valueOf(record.get("user_id"))),
                    new RoleScope(String.valueOf(record.get("usecase_id"))),
                    Role.of(String.valueOf(record.get("role"))),
                    record.get("assigned_by") instanceof String by ? new UserId(by) : null,
                    record.get("assigned_at") instanceof Number at ? Instant.ofEpochMilli(at.longValue()) : null));
        } catch (InvalidInput e) {
            LOG.warn("Left a role out: {}", e.detail());
            return Optional.empty();
        }
    }

    /** Calls after this fail. */
    @Override
    public void close() {
        table.close();
    }
}
