package io.dataaccount.core.model.page;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page of a listing to return.
 *
 * @param size the maximum number of entries
 * @param token the token from the page before, or null for the first page
 */
public record PageRequest(PageSize size, @Nullable PageToken token) {
    public PageRequest {
        requireNonNull(size, "size is null");
    }

    /** The first page, with this maximum number of entries. */
    public static PageRequest first(PageSize size) {
        return new PageRequest(size, null);
    }

    /** The token of the page; empty for the first page. */
    public Optional<PageToken> after() {
        return Optional.ofNullable(token);
    }
}
