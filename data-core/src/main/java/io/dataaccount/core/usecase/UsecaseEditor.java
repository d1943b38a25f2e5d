package io.dataaccount.core.usecase;

import io.dataaccount.core.model.Usecase;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.port.UsecaseErrors;
import io.dataaccount.core.port.UsecaseRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** Reads a use case, changes it and writes it, so that a change made meanwhile by others is a conflict and not lost. */
final class UsecaseEditor {
    private final UsecaseRepository usecases;
    private final Clock clock;

    /** @param clock to the millisecond */
    UsecaseEditor(UsecaseRepository usecases, Clock clock) {
        this.usecases = usecases;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * @param change gets what is stored and the time of the change, and gives what is wanted
     * @param check gets what is stored and what is wanted, and throws if that may not be
     */
    Usecase edit(UsecaseId id, BiFunction<Usecase, Instant, Usecase> change, BiConsumer<Usecase, Usecase> check) {
        Usecase seen = usecases.find(id).orElseThrow(() -> UsecaseErrors.notFound(id));
        Usecase wanted = change.apply(seen, later(seen.updatedAt()));
        wanted.dataAccess(); // throws if the settings do not fit together
        check.accept(seen, wanted);
        usecases.update(seen, wanted);
        return wanted;
    }

    /** Later than the last change even if that was in this millisecond, or by a clock ahead of ours. */
    private Instant later(Instant lastChange) {
        Instant now = now();
        return now.isAfter(lastChange) ? now : lastChange.plusMillis(1);
    }
}
