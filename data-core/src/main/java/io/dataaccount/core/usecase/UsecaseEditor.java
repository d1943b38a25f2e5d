package io.dataaccount.core.usecase;

import io.dataaccount.core.error.DataException;
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
 * rules between use cases allowed still holds when it is stored, whoever else writes at the same moment. The caller's roles
 * are read again after the use case was: who had them in an earlier use case of the same id, or lost them while the call
 * waited, changes nothing.
 */
final class UsecaseEditor {
    /** Shows that a way into a separate data account is the caller's to use, or throws. */
    interface Proof {
        void require(UserRoles roles, Usecase wanted);
    }

    private final UsecaseRepository usecases;
    private final UsecaseRules rules;
    private final Clock clock;

    /** @param clock to the millisecond */
    UsecaseEditor(UsecaseRepository usecases, UsecaseRules rules, Clock clock) {
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
    void create(GuardedCall call, Usecase wanted, Runnable free) {
        rules.check(call.rolesNow(), null, wanted);
        usecases.create(wanted, others -> {
            free.run();
            rules.checkBeside(call.rolesNow(), null, wanted, others);
        });
    }

    /**
     * Reads a use case, changes it and writes it.
     *
     * @param change gets what is stored and the time of the change, and gives what is wanted
     * @param proof asked before anything of others is looked at, if the change leads into a separate data account by a new way
     * @throws DataException what the rules and the proof say; FORBIDDEN if the caller has lost the role; USECASE_NOT_FOUND;
     *     CONFLICT
     */
    Usecase edit(GuardedCall call, UsecaseId id, BiFunction<Usecase, Instant, Usecase> change, Proof proof) {
        Usecase seen = usecases.find(id).orElseThrow(() -> UsecaseErrors.notFound(id));
        Usecase wanted = change.apply(seen, later(seen.updatedAt()));
        UserRoles roles = call.rolesNow();
        rules.check(roles, seen, wanted);
        if (UsecaseRules.leadsElsewhere(seen, wanted)) {
            proof.require(roles, wanted);
        }
        if (rules.concernOthers(seen, wanted)) {
            usecases.update(seen, wanted, others -> rules.checkBeside(call.rolesNow(), seen, wanted, others));
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
