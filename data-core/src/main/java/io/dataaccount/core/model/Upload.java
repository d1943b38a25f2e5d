package io.dataaccount.core.model;

import static java.util.Objects.requireNonNull;

/** An upload that someone wants a URL for. */
public record Upload(ObjectKey key, ContentType contentType, UploadGuards guards) {
    public Upload {
        requireNonNull(key, "key is null");
        requireNonNull(contentType, "contentType is null");
        requireNonNull(guards, "guards is null");
    }
}
