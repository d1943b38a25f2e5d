package io.dataaccount.core.port;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.policy.SessionStarts;

/** Opens data accounts. Safe for use by many threads. */
public interface CredentialResolver {
    /**
     * Credentials for the account asked for. Where a role leads there, they are a session of that role named after the
     * caller, which no other caller, role, external id, purpose or scope ever gets to use, and which may do no more than the
     * purpose takes on the scope; where none does, the server's own credentials as they are, provided that the account is
     * the server's own.
     *
     * <p>Sessions are reused until they have less left than nine tenths of what {@link SessionRequest#validFor} asks (or
     * of a whole session, where more is asked than a session lasts, or STS gives less). One that STS makes shorter than was
     * asked is used for 30 s at least, as long as it is valid. So the credentials may end a little before the time
     * asked: whoever promises a time to others reads it off {@link AccountSession#credentials}. They are never expired already.
     *
     * <p>Nobody keeps others from their data: a caller who wants endless sessions, or tries endless external ids with a role,
     * is held up alone, and gets on using the sessions that are open already. Tries of a right and of a wrong external id
     * are held up alike. {@link SessionStarts} has the bounds.
     *
     * @throws DataException ASSUME_ROLE_DENIED if the role may not be assumed, or not with this external id, or if STS says
     *     that the session is one of another account than the role's;
     *     INCOMPLETE_CONFIGURATION if there is no role and the account is not the server's own, or if no session can be
     *     kept to the scope's prefix; TOO_MANY_REQUESTS, THROTTLED or
     *     UNAVAILABLE, all retryable. A refusal is remembered for a few seconds at the most.
     */
    AccountSession resolve(SessionRequest request);

    /**
     * Drops a session whose credentials the storage service refused, so that {@link #resolve} does not give it out again, and
     * with it the caller's other sessions of the same way into the same account that are not younger. A session that began in
     * place of a refused one is not dropped in its first minute: a service that refuses every session must not cause a new one
     * with every call.
     *
     * @return whether {@link #resolve} may give other credentials now. False for the server's own credentials, for a session that
     *     is not kept any more, and for one that is not dropped
     */
    boolean drop(AccountSession refused);

    /**
     * The account that the server itself runs in, which does not change while it runs.
     *
     * @throws DataException THROTTLED or UNAVAILABLE, both retryable, if it is not known yet and cannot be asked for
     */
    AccountId ownAccount();
}
