package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.UploadPresigner;
import io.dataaccount.core.port.UsecaseRepository;

/** Everything outside that the use cases need. */
public record Ports(
        BucketStore store,
        UploadPresigner presigner,
        CredentialResolver credentials,
        UsecaseRepository usecases,
        RoleAssignments roles,
        AuditLog audit) {
    public Ports {
        requireNonNull(store, "store is null");
        requireNonNull(presigner, "presigner is null");
        requireNonNull(credentials, "credentials is null");
        requireNonNull(usecases, "usecases is null");
        requireNonNull(roles, "roles is null");
        requireNonNull(audit, "audit is null");
    }
}
