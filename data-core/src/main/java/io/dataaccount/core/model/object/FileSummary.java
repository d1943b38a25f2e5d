package io.dataaccount.core.model.object;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An object in a listing.
 *
 * @param key the key from S3; it may break the rules of {@link ObjectKey}, because other programs write to the bucket
 *     too
 * @param size in bytes
 * @param lastModified when the object was last written; {@link Instant#EPOCH} if the server does not send it
 */
public record FileSummary(String key, long size, Instant lastModified) {
    public FileSummary {
        requireNonNull(key, "key is null");
        requireNonNull(lastModified, "lastModified is null");
    }
}
