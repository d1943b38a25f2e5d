package io.dataaccount.core.service;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.util.List;

/**
 * What a deployment decides.
 *
 * @param portalOrigins the web pages that may upload into buckets we create
 * @param maxBatchFiles most files in one batch, 1 to 10,000
 * @param maxExpiresIn longest life of an upload URL, whatever is asked
 * @param enforcePrefix whether a use case that has a {@code data_s3_prefix} is kept to its data bucket and to what lies
 *     under that prefix
 * @param auditRequired whether a call that is to be audited is refused while the audit log cannot be written
 */
public record DeploymentSettings(
        List<Origin> portalOrigins,
        int maxBatchFiles,
        UrlLifetime maxExpiresIn,
        boolean enforcePrefix,
        boolean auditRequired) {
    /** The most files that any deployment may let one batch have. */
    public static final int MAX_BATCH_FILES = 10_000;

    public DeploymentSettings {
        portalOrigins = List.copyOf(portalOrigins);
        if (maxBatchFiles < 1 || maxBatchFiles > MAX_BATCH_FILES) {
            throw new InvalidInputException(
                    "max_batch_files", Integer.toString(maxBatchFiles), "must be 1 to " + MAX_BATCH_FILES);
        }
    }

    /**
     * 1,000 files; one hour, which is the longest that a chained role's session lasts; prefixes are a default and no border;
     * and calls go on without an audit log.
     */
    public static DeploymentSettings forOrigins(List<Origin> portalOrigins) {
        return new DeploymentSettings(portalOrigins, 1000, new UrlLifetime(3600), false, false);
    }

    public DeploymentSettings enforcingPrefix() {
        return new DeploymentSettings(portalOrigins, maxBatchFiles, maxExpiresIn, true, auditRequired);
    }

    public DeploymentSettings requiringAudit() {
        return new DeploymentSettings(portalOrigins, maxBatchFiles, maxExpiresIn, enforcePrefix, true);
    }
}
