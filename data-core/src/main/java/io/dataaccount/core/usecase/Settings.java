package io.dataaccount.core.usecase;

import io.dataaccount.core.error.InvalidInput;
import io.dataaccount.core.model.ExpiresIn;
import io.dataaccount.core.model.Origin;
import java.util.List;

/**
 * What a deployment decides.
 *
 * @param portalOrigins the web pages that may upload into buckets we create
 * @param maxBatchFiles most files in one batch, 1 to 10,000
 * @param maxExpiresIn longest life of an upload URL, whatever is asked
 */
public record Settings(List<Origin> portalOrigins, int maxBatchFiles, ExpiresIn maxExpiresIn) {
    public Settings {
        portalOrigins = List.copyOf(portalOrigins);
        if (maxBatchFiles < 1 || maxBatchFiles > 10_000) {
            throw new InvalidInput("max_batch_files", Integer.toString(maxBatchFiles), "must be 1 to 10000");
        }
    }

    /** 1,000 files and one hour, which is the longest that a chained role's session lasts. */
    public static Settings forOrigins(List<Origin> portalOrigins) {
        return new Settings(portalOrigins, 1000, new ExpiresIn(3600));
    }
}
