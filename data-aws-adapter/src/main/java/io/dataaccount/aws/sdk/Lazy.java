package io.dataaccount.aws.sdk;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Made by whoever needs it first, and once; others wait for it. Safe for use by many threads. */
public final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private volatile @Nullable T made;

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

    /** Nothing if nobody has needed it yet. */
    public Optional<T> made() {
        return Optional.ofNullable(made);
    }
}
