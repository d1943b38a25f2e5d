package io.dataaccount.core.policy;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.SessionRequest;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Limits the new sessions of callers and of use cases, and slows down guesses of external ids. */
final class LimitedSessionStarts implements SessionStarts {
    private final SessionLimits sessions;
    private final GuessLimit guesses;

    LimitedSessionStarts(Clock clock) {
        this.sessions = new SessionLimits(clock);
        this.guesses = new GuessLimit(clock);
    }

    /**
     * Sessions are counted before guesses, so that the memory for guesses cannot grow faster than the limit for
     * sessions permits.
     */
    @Override
    public AccountSession start(SessionRequest request, RoleArn role, Supplier<AccountSession> start) {
        UserId caller = request.caller().userId();
        @Nullable ExternalId id = request.target().externalId();
        if (request.externalIdIsNew()) {
            sessions.take(request, role);
            AccountSession session = start.get();
            guesses.opened(caller, role, id);
            return session;
        }
        guesses.checkRefusals(caller, role, id);
        sessions.take(request, role);
        boolean counted = guesses.begin(caller, role, id);
        boolean decided = false;
        try {
            AccountSession session = start.get();
            guesses.opened(caller, role, id);
            decided = true;
            return session;
        } catch (DataException e) {
            if (e.code() == ErrorCode.ASSUME_ROLE_DENIED) {
                guesses.refused(caller, role, id, e);
                decided = true;
            }
            throw e;
        } finally {
            if (counted && !decided) {
                guesses.undecided(caller, role, id);
            }
        }
    }
}
