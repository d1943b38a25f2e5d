package io.dataaccount.aws;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.UsecaseRepository;

/**
 * The stores of everything but the objects, which are on S3. Not null; {@link AuditLog#NONE} means no audit log.
 *
 * @param usecases the use cases and their settings
 * @param roles the roles of users, in use cases and global
 * @param audit the log of who did what
 */
public record MetadataStores(UsecaseRepository usecases, RoleAssignments roles, AuditLog audit) {
    public MetadataStores {
        requireNonNull(usecases, "usecases is null");
        requireNonNull(roles, "roles is null");
        requireNonNull(audit, "audit is null");
    }
}
