package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.UploadPresigner;
import io.dataaccount.core.port.UsecaseRepository;

/**
 * The adapters that the application services use. All of them must be safe for use by many threads. The creator closes
 * them.
 *
 * @param store the buckets of the data accounts
 * @param presigner the signer of upload URLs
 * @param credentials the source of sessions in the data accounts
 * @param usecases the stored use cases
 * @param roles the stored role assignments
 * @param audit the audit log, or {@link AuditLog#NONE}
 */
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
