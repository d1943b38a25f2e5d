package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.account.ExternalId;

/**
 * The role of a data account does not trust the server with the external id that this call generated. Nothing is
 * stored, so the caller needs the external id: to add it to the role's trust policy, and to send it again.
 */
public final class UnprovenAccountException extends DataException {
    private static final long serialVersionUID = 1L;

    private final transient ExternalId externalId;

    /**
     * Creates the error.
     *
     * @param refusal the refusal of STS, whose detail does not contain the external id
     * @param externalId the external id that this call generated
     */
    UnprovenAccountException(DataException refusal, ExternalId externalId) {
        super(
                refusal.code(),
                refusal.detail()
                        + " No external id was given or stored for this account, so the server generated one:"
                        + " see data_account_external_id in this response. Add it to the role's trust policy and send"
                        + " the same call with it.",
                "data_account_external_id",
                refusal);
        this.externalId = requireNonNull(externalId, "externalId is null");
    }

    /** The external id that this call generated. It is for the caller only and must not be logged. */
    public ExternalId externalId() {
        return externalId;
    }
}
