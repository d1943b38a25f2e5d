package io.dataaccount.aws.sdk;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that the first caller of {@link #get} creates; other callers wait for it. If the supplier throws, the
 * exception reaches the caller and the next call tries again. Safe for use by many threads.
 *
 * @param <T> the type of the value
 */
public final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private volatile @Nullable T made;

    /** @param maker creates the value; does not return null */
    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        T known = made;
        return known == null ? make() : known;
    }

    private synchronized T make() {
        T known = made;
        if (known == null) {
            known = maker.get();
            made = known;
        }
        return known;
    }

    /** The value; empty if it has not been created yet. Does not wait. */
    public Optional<T> made() {
        return Optional.ofNullable(made);
    }
}
