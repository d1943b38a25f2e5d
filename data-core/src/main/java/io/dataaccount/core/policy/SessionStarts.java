package io.dataaccount.core.policy;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.TooManyRequestsException;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.port.SessionRequest;
import java.time.Clock;
import java.util.function.Supplier;

/** What every new session of a role passes. Safe for use by many threads. */
public interface SessionStarts {
    /** No bounds, for a server that is its only caller's own and whose STS has no quota. */
    SessionStarts UNLIMITED = (request, role, start) -> start.get();

    /**
     * Bounds that a person and an honest program do not reach: 200 sessions at once and then 2 a second for each caller,
     * 1,000 and then 20 a second for each use case; 5 different wrong external ids with one role for each caller, and then
     * one after 2, 4, 8 seconds and so on up to 10 minutes. Counted in this process alone.
     */
    static SessionStarts limited(Clock clock) {
        return new LimitedSessionStarts(clock);
    }

    /**
     * Starts a session, unless it is one too many. Sessions that are there already do not come here.
     *
     * @param role the role of the request's target
     * @param start asks STS; ASSUME_ROLE_DENIED if it refuses the role or the external id
     * @throws TooManyRequestsException if the caller or the use case starts too many sessions, or if too many external ids were tried
     *     with the role; STS is not asked then
     * @throws DataException what {@code start} throws; or ASSUME_ROLE_DENIED without asking STS, if it refused the same role
     *     and external id to the same caller a moment ago
     */
    AccountSession start(SessionRequest request, RoleArn role, Supplier<AccountSession> start);
}
