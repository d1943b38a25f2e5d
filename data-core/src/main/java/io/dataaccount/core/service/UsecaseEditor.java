package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.UserRoles;
import io.dataaccount.core.policy.ExternalIdLimit;
import io.dataaccount.core.policy.ExternalIdLimit.Outcome;
import io.dataaccount.core.port.UsecaseErrors;
import io.dataaccount.core.port.UsecaseRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Stores use cases within the rules. A parallel change is detected as a conflict and never lost. The rules between use
 * cases still hold at the moment of the write, even with parallel writes. The caller's roles are read again after the
 * use case was read: a caller who had them in an earlier use case with the same id, or lost them while the call waited,
 * changes nothing.
 */
final class UsecaseEditor {
    /** Checks that the caller may use a separate data account, or throws. */
    interface Proof {
        void require(UserRoles roles, Usecase wanted);
    }

    private final UsecaseRepository usecases;
    private final UsecaseRules rules;
    private final ExternalIdLimit externalIds;
    private final Clock clock;

    /** @param clock a clock with millisecond precision */
    UsecaseEditor(UsecaseRepository usecases, UsecaseRules rules, ExternalIdLimit externalIds, Clock clock) {
        this.externalIds = externalIds;
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
     * @param free throws an exception if the id may not be used; called first, and again on every attempt to write
     * @throws DataException what {@code free} and the rules throw; USECASE_EXISTS
     */
    void create(AuthorizedCall call, Usecase wanted, Runnable free) {
        rules.check(call.rolesNow(), null, wanted);
        usecases.create(wanted, others -> {
            free.run();
            rules.checkBeside(call.rolesNow(), null, wanted, others);
        });
    }

    /**
     * Reads a use case, changes it and writes it.
     *
     * @param change receives the stored use case and the time of the change, and returns the wanted use case
     * @param made an external id that the server generated in this call and that the change may set
     * @param proof called before any data of other use cases is read, if the change sets another separate data account,
     *     role or external id
     * @throws DataException what the rules and the proof throw; FORBIDDEN if the caller has lost the role;
     *     USECASE_NOT_FOUND; CONFLICT; TOO_MANY_REQUESTS if the caller has tried too many external ids
     */
    Usecase edit(
            AuthorizedCall call,
            UsecaseId id,
            BiFunction<Usecase, Instant, Usecase> change,
            @Nullable ExternalId made,
            Proof proof) {
        Usecase seen = usecases.find(id).orElseThrow(() -> UsecaseErrors.notFound(id));
        Usecase wanted = change.apply(seen, later(seen.updatedAt()));
        UserRoles roles = call.rolesNow();
        rules.check(roles, seen, wanted);
        @Nullable ExternalId given = wanted.data().externalId();
        // a PortalAdmin may read every external id
        if (given == null
                || given.equals(made)
                || !ExternalIds.changed(seen, wanted)
                || AccountChangePolicy.isPortalAdmin(roles)) {
            store(call, roles, seen, wanted, proof);
            return wanted;
        }
        externalIds.begin(call.user(), given);
        Outcome outcome = Outcome.UNDECIDED;
        try {
            store(call, roles, seen, wanted, proof);
            outcome = Outcome.STORED;
            return wanted;
        } catch (DataException e) {
            outcome = ExternalIds.isConflict(e) ? Outcome.CONFLICT : Outcome.UNDECIDED;
            throw e;
        } finally {
            externalIds.end(call.user(), given, outcome);
        }
    }

    private void store(AuthorizedCall call, UserRoles roles, Usecase seen, Usecase wanted, Proof proof) {
        if (UsecaseRules.leadsElsewhere(seen, wanted)) {
            proof.require(roles, wanted);
        }
        if (rules.concernOthers(seen, wanted)) {
            usecases.update(seen, wanted, others -> rules.checkBeside(call.rolesNow(), seen, wanted, others));
        } else {
            usecases.update(seen, wanted);
        }
    }

    /**
     * The current time, but later than the last change, even if that was in the same millisecond or by a clock that is
     * ahead.
     */
    private Instant later(Instant lastChange) {
        Instant now = now();
        return now.isAfter(lastChange) ? now : lastChange.plusMillis(1);
    }
}
