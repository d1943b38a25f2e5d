package io.dataaccount.core.usecase;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.Usecase;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.model.UserRoles;
import io.dataaccount.core.port.UsecaseErrors;
import io.dataaccount.core.port.UsecaseRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;

/**
 * Stores use cases by the rules for them. A change that someone else made meanwhile is a conflict and not lost; and what the
 * rules between use cases allowed still holds when it is stored, whoever else writes at the same moment.
 */
final class UsecaseEditor {
    /** Shows that a way into a separate data account is the caller's to use, or throws. */
    interface Proof {
        void require(UserRoles roles, Usecase wanted);
    }

    private final Permissions permissions;
    private final UsecaseRepository usecases;
    private final UsecaseRules rules;
    private final Clock clock;

    /** @param clock to the millisecond */
    UsecaseEditor(Permissions permissions, UsecaseRepository usecases, UsecaseRules rules, Clock clock) {
        this.permissions = permissions;
        this.usecases = usecases;
        this.rules = rules;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * Stores a new use case.
     *
     * @param free throws if its id may not be used; asked first, and again with every try to write
     * @throws DataException what {@code free} and the rules say; USECASE_EXISTS
     */
    void create(Caller caller, Usecase wanted, Runnable free) {
        UserRoles roles = permissions.of(caller);
        rules.check(roles, null, wanted);
        usecases.create(wanted, others -> {
            free.run();
            rules.checkBeside(roles, null, wanted, others);
        });
    }

    /**
     * Reads a use case, changes it and writes it.
     *
     * @param change gets what is stored and the time of the change, and gives what is wanted
     * @param proof asked before anything of others is looked at, if the change leads into a separate data account by a new way
     * @throws DataException what the rules and the proof say; USECASE_NOT_FOUND; CONFLICT
     */
    Usecase edit(Caller caller, UsecaseId id, BiFunction<Usecase, Instant, Usecase> change, Proof proof) {
        Usecase seen = usecases.find(id).orElseThrow(() -> UsecaseErrors.notFound(id));
        Usecase wanted = change.apply(seen, later(seen.updatedAt()));
        UserRoles roles = permissions.of(caller);
        rules.check(roles, seen, wanted);
        if (UsecaseRules.leadsElsewhere(seen, wanted)) {
            proof.require(roles, wanted);
        }
        if (rules.concernOthers(seen, wanted)) {
            usecases.update(seen, wanted, others -> rules.checkBeside(roles, seen, wanted, others));
        } else {
            usecases.update(seen, wanted);
        }
        return wanted;
    }

    /** Later than the last change even if that was in this millisecond, or by a clock ahead of ours. */
    private Instant later(Instant lastChange) {
        Instant now = now();
        return now.isAfter(lastChange) ? now : lastChange.plusMillis(1);
    }
}
