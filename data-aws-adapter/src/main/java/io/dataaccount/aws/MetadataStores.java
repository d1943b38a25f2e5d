package io.dataaccount.aws;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.UsecaseRepository;

/**
 * What is kept beside the data.
 *
 * @param usecases the use cases
 * @param roles who may do what in them
 * @param audit who did what
 */
public record MetadataStores(UsecaseRepository usecases, RoleAssignments roles, AuditLog audit) {
    public MetadataStores {
        requireNonNull(usecases, "usecases is null");
        requireNonNull(roles, "roles is null");
        requireNonNull(audit, "audit is null");
    }
}
