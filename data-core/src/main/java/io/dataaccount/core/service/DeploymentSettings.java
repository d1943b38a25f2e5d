package io.dataaccount.core.service;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.util.List;

/**
 * The settings of a deployment.
 *
 * @param portalOrigins the origins of the web pages that may upload into buckets that the server creates
 * @param maxBatchFiles the maximum number of files in one batch, 1 to 10,000
 * @param maxExpiresIn the maximum lifetime of an upload URL; longer requests are shortened to it
 * @param enforcePrefix whether a use case with a {@code data_s3_prefix} is limited to its data bucket and to keys below
 *     that prefix
 * @param auditRequired whether calls that the audit log records are refused while it cannot be written
 */
public record DeploymentSettings(
        List<Origin> portalOrigins,
        int maxBatchFiles,
        UrlLifetime maxExpiresIn,
        boolean enforcePrefix,
        boolean auditRequired) {
    /** The highest value of {@code maxBatchFiles}. */
    public static final int MAX_BATCH_FILES = 10_000;

    public DeploymentSettings {
        portalOrigins = List.copyOf(portalOrigins);
        if (maxBatchFiles < 1 || maxBatchFiles > MAX_BATCH_FILES) {
            throw new InvalidInputException(
                    "max_batch_files", Integer.toString(maxBatchFiles), "must be 1 to " + MAX_BATCH_FILES);
        }
    }

    /**
     * Default settings: 1,000 files per batch; a lifetime of at most one hour, which is the longest session of a
     * chained role; prefixes are not enforced; the audit log is not required.
     *
     * @param portalOrigins the origins of the web pages that may upload
     */
    public static DeploymentSettings forOrigins(List<Origin> portalOrigins) {
        return new DeploymentSettings(portalOrigins, 1000, new UrlLifetime(3600), false, false);
    }

    /** A copy that enforces prefixes. */
    public DeploymentSettings enforcingPrefix() {
        return new DeploymentSettings(portalOrigins, maxBatchFiles, maxExpiresIn, true, auditRequired);
    }

    /** A copy that requires the audit log. */
    public DeploymentSettings requiringAudit() {
        return new DeploymentSettings(portalOrigins, maxBatchFiles, maxExpiresIn, enforcePrefix, true);
    }
}
