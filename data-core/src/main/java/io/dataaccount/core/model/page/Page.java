package io.dataaccount.core.model.page;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing. A page may be empty and still not be the last one.
 *
 * @param items the entries of the page, in the order of the listing
 * @param nextToken the token of the next page, or null if this is the last page
 */
public record Page<T>(List<T> items, @Nullable PageToken nextToken) {
    public Page {
        items = List.copyOf(requireNonNull(items, "items is null"));
    }

    /** The token of the next page; empty if this is the last page. */
    public Optional<PageToken> next() {
        return Optional.ofNullable(nextToken);
    }
}
