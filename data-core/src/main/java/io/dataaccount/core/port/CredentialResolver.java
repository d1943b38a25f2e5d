package io.dataaccount.core.port;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.policy.SessionStarts;

/** Provides sessions in data accounts. Safe for use by many threads. */
public interface CredentialResolver {
    /**
     * Returns credentials for the requested account. If the target has a role, they are a session of that role, named
     * after the caller. No other caller, role, external id, purpose or scope ever uses that session. It permits only
     * what the purpose needs on the scope. If the target has no role and the account is the server's own, they are the
     * server's own credentials, unrestricted.
     *
     * <p>A session is reused until its remaining time is less than nine tenths of {@link SessionRequest#validFor}, or
     * of the whole session if a longer time is requested than a session lasts or STS grants. A session that STS makes
     * shorter than requested is used for at least 30 s, as long as it is valid. So the credentials may expire a little
     * before the requested time. A caller that promises a time to others must read it from
     * {@link AccountSession#credentials}. The returned credentials are never expired.
     *
     * <p>One caller cannot deny access to others. A caller who starts too many sessions, or tries too many external ids
     * with a role, is slowed down alone, and can still use the sessions that exist. Attempts with a correct and with a
     * wrong external id are slowed down alike. {@link SessionStarts} documents the limits.
     *
     * @throws DataException ASSUME_ROLE_DENIED if STS refuses the role or the external id, or if STS reports that the
     *     session belongs to another account than the role; INCOMPLETE_CONFIGURATION if there is no role and the
     *     account is not the server's own, or if a session cannot be limited to the scope's prefix; TOO_MANY_REQUESTS,
     *     THROTTLED or UNAVAILABLE, all retryable. A refusal is cached for a few seconds at most
     */
    AccountSession resolve(SessionRequest request);

    /**
     * Drops a session whose credentials the storage service refused, so that {@link #resolve} does not return it again.
     * The caller's other sessions with the same account, role and external id that are not younger are dropped too. A
     * session that replaced a refused one is not dropped in its first minute. Otherwise a service that refuses every
     * session would cause a new session with every request.
     *
     * @return whether {@link #resolve} may return other credentials now; false for the server's own credentials, for a
     *     session that is no longer cached, and for a session that is not dropped
     */
    boolean drop(AccountSession refused);

    /**
     * The account that the server itself runs in. It does not change while the server runs.
     *
     * @throws DataException THROTTLED or UNAVAILABLE, both retryable, if the account is not known yet and the request
     *     for it fails
     */
    AccountId ownAccount();
}
