package io.dataaccount.core.model.page;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which page of a listing is wanted; without a token the first. */
public record PageRequest(PageSize size, @Nullable PageToken token) {
    public PageRequest {
        requireNonNull(size, "size is null");
    }

    public static PageRequest first(PageSize size) {
        return new PageRequest(size, null);
    }

    public Optional<PageToken> after() {
        return Optional.ofNullable(token);
    }
}
