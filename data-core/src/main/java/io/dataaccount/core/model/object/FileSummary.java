package io.dataaccount.core.model.object;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An object in a listing.
 *
 * @param key as S3 has it: others write to the bucket too, so it may break the rules of {@link ObjectKey}
 * @param size in bytes
 */
public record FileSummary(String key, long size, Instant lastModified) {
    public FileSummary {
        requireNonNull(key, "key is null");
        requireNonNull(lastModified, "lastModified is null");
    }
}
