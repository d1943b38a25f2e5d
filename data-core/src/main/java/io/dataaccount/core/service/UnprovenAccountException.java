package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.account.ExternalId;

/**
 * A data account whose role does not trust the server yet with the external id that was made for it in this call. Nothing is
 * stored, so the caller has to know the external id: to put it into the role's trust policy, and to send it again.
 */
public final class UnprovenAccountException extends DataException {
    private static final long serialVersionUID = 1L;

    private final transient ExternalId externalId;

    /** @param refusal what STS said without the external id, which the sentence does not have */
    UnprovenAccountException(DataException refusal, ExternalId externalId) {
        super(
                refusal.code(),
                refusal.detail()
                        + " No external id was given or stored for this account, so one was made: data_account_external_id of this answer. Put"
                        + " it into the role's trust policy and send the same call with it.",
                "data_account_external_id",
                refusal);
        this.externalId = requireNonNull(externalId, "externalId is null");
    }

    /** The one that was made in this call; for the caller alone, never for a log. */
    public ExternalId externalId() {
        return externalId;
    }
}
