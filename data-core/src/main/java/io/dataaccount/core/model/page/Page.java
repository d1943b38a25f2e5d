package io.dataaccount.core.model.page;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One page of a listing; without a token it is the last. A page may be empty and still not be the last. */
public record Page<T>(List<T> items, @Nullable PageToken nextToken) {
    public Page {
        items = List.copyOf(requireNonNull(items, "items is null"));
    }

    public Optional<PageToken> next() {
        return Optional.ofNullable(nextToken);
    }
}
