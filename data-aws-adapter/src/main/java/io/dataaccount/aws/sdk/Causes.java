package io.dataaccount.aws.sdk;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An exception with its causes. */
public final class Causes {
    /** A chain of causes may be a ring. */
    private static final int MAX = 20;

    private Causes() {}

    /** The first exception of the type among an exception and its causes. */
    public static <T extends Throwable> Optional<T> first(@Nullable Throwable failure, Class<T> type) {
        return of(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    /** The exception and its causes, from the outermost one; 20 at most. Empty for null. */
    public static Stream<Throwable> of(@Nullable Throwable failure) {
        return Stream.<Throwable>iterate(failure, each -> each != null, Throwable::getCause)
                .limit(MAX);
    }
}
