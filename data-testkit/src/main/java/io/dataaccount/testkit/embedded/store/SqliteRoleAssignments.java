package io.dataaccount.testkit.embedded.store;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.model.user.UserRoles;
import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.RoleErrors;
import io.dataaccount.core.port.UsecaseErrors;
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
 * Role assignments in an SQLite file, for a server without AWS. They persist across restarts. Several processes may
 * open the same file. Every list reads the whole table, which is fast enough for the few assignments of a local
 * machine.
 *
 * <p>Safe for use by many threads. The caller closes it.
 */
public final class SqliteRoleAssignments implements RoleAssignments, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteRoleAssignments.class);

    /** A character that no user id and no use-case id contains. */
    private static final String SEPARATOR = "\n";

    private final SqliteTable table;

    private SqliteRoleAssignments(SqliteTable table) {
        this.table = table;
    }

    /**
     * Opens the file; creates it and its directory if they are missing. A role can be assigned only in a use case of
     * the {@link SqliteUsecaseRepository} with the same file, or globally.
     *
     * @throws IllegalStateException if the file is not an SQLite database or cannot be written; the message says what
     *     to do
     */
    public static SqliteRoleAssignments open(Path file) {
        return new SqliteRoleAssignments(SqliteTable.open(file, "user_roles", "user_and_usecase_id")
                .withSecondTable(SqliteUsecaseRepository.TABLE, SqliteUsecaseRepository.KEY));
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
    public boolean anyIn(RoleScope scope) {
        return !idsIn(scope).isEmpty();
    }

    @Override
    public void create(RoleAssignment wanted, List<RoleAssignment> unchanged) {
        String id = id(wanted);
        String text = write(wanted);
        table.atomically(() -> {
            checkUsecase(wanted.scope());
            checkUnchanged(unchanged);
            return table.insert(id, text)
                    || table.change(id, before -> {
                        if (read(id, before).isPresent()) {
                            throw RoleErrors.conflict(wanted);
                        }
                        return text;
                    });
        });
    }

    @Override
    public void replace(RoleAssignment seen, RoleAssignment wanted, List<RoleAssignment> unchanged) {
        table.atomically(() -> {
            checkUsecase(wanted.scope());
            return change(seen, write(wanted), unchanged);
        });
    }

    @Override
    public void remove(RoleAssignment seen, List<RoleAssignment> unchanged) {
        table.atomically(() -> change(seen, null, unchanged));
    }

    @Override
    public int removeOrphans(UsecaseId usecase) {
        return table.atomically(() -> {
            if (exists(usecase)) {
                throw RoleErrors.usecaseExists(usecase);
            }
            List<String> orphans = idsIn(RoleScope.of(usecase));
            orphans.forEach(table::delete);
            return orphans.size();
        });
    }

    private boolean exists(UsecaseId usecase) {
        return table.existsIn(SqliteUsecaseRepository.TABLE, SqliteUsecaseRepository.KEY, usecase.value());
    }

    private void checkUsecase(RoleScope scope) {
        if (!scope.isGlobal() && !exists(new UsecaseId(scope.value()))) {
            throw UsecaseErrors.notFound(new UsecaseId(scope.value()));
        }
    }

    /** The ids of all rows in the scope, including rows that cannot be read. */
    private List<String> idsIn(RoleScope scope) {
        List<String> ids = new ArrayList<>();
        table.forEach((id, text) -> {
            if (id.endsWith(SEPARATOR + scope)) {
                ids.add(id);
            }
        });
        return ids;
    }

    private boolean change(RoleAssignment seen, @Nullable String wanted, List<RoleAssignment> unchanged) {
        checkUnchanged(unchanged);
        boolean found = table.change(id(seen), stored -> {
            if (isOther(seen, stored)) {
                throw RoleErrors.conflict(seen);
            }
            return wanted;
        });
        if (!found) {
            throw RoleErrors.conflict(seen);
        }
        return true;
    }

    private void checkUnchanged(List<RoleAssignment> unchanged) {
        unchanged.stream()
                .filter(seen -> isOther(seen, table.find(id(seen)).orElse(null)))
                .findFirst()
                .ifPresent(seen -> {
                    throw RoleErrors.conflict(seen);
                });
    }

    private static boolean isOther(RoleAssignment seen, @Nullable String stored) {
        return stored == null
                || read(id(seen), stored)
                        .filter(each -> each.role() == seen.role())
                        .isEmpty();
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
        } catch (InvalidInputException e) {
            LOG.warn("Ignored a role assignment that cannot be read: {}", e.detail());
            return Optional.empty();
        }
    }

    /** Closes the file. Later calls fail. */
    @Override
    public void close() {
        table.close();
    }
}
