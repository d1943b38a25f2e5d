package io.dataaccount.core.policy;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.TooManyRequestsException;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.port.SessionRequest;
import java.time.Clock;
import java.util.function.Supplier;

/** The limits that every new session of a role must pass. Safe for use by many threads. */
public interface SessionStarts {
    /** No limits, for a server that serves a single user and whose STS has no quota. */
    SessionStarts UNLIMITED = (request, role, start) -> start.get();

    /**
     * Limits that normal use does not reach: 200 sessions at once and then 2 per second for each caller; 1,000 and then
     * 20 per second for each use case; 5 different wrong external ids with one role for each caller, and then one after
     * 2, 4, 8 seconds and so on up to 10 minutes. They are counted in this process only.
     *
     * @param clock the clock for waits
     */
    static SessionStarts limited(Clock clock) {
        return new LimitedSessionStarts(clock);
    }

    /**
     * Starts a session if the limits permit it. Cached sessions do not pass through here.
     *
     * @param request the request for the session
     * @param role the role of the request's target
     * @param start calls STS; throws ASSUME_ROLE_DENIED if STS refuses the role or the external id
     * @throws TooManyRequestsException if the caller or the use case starts too many sessions, or if too many external
     *     ids were tried with the role; STS is not called then
     * @throws DataException what {@code start} throws; or ASSUME_ROLE_DENIED without a call of STS, if STS refused the
     *     same role and external id to the same caller a few seconds ago
     */
    AccountSession start(SessionRequest request, RoleArn role, Supplier<AccountSession> start);
}
