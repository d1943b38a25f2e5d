package io.dataaccount.aws.network;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An exception with its causes. */
final class Causes {
    /** A chain of causes may be a ring. */
    private static final int MAX = 20;

    private Causes() {}

    static Stream<Throwable> of(@Nullable Throwable failure) {
        return Stream.<Throwable>iterate(failure, each -> each != null, Throwable::getCause)
                .limit(MAX);
    }
}
