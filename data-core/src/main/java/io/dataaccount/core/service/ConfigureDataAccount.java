package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import java.time.Instant;

/**
 * Configures the data account of a use case. If the change sets another separate data account, role or external id,
 * access must be proven: the role is assumed before anything is stored. If a separate data account has no external id,
 * the server generates one. Safe for use by many threads.
 */
public final class ConfigureDataAccount {
    private final Authorizer authorizer;
    private final UsecaseEditor editor;
    private final AccountProof proof;

    ConfigureDataAccount(Authorizer authorizer, UsecaseEditor editor, AccountProof proof) {
        this.authorizer = authorizer;
        this.editor = editor;
        this.proof = proof;
    }

    /**
     * Stores the settings. If this throws, nothing is stored.
     *
     * @return the use case as stored now
     * @throws UnprovenAccountException if the role of a separate data account does not trust the server with the
     *     external id that this call generated
     * @throws DataException FORBIDDEN, also if the data account is the server's own or is used by others, or if only a
     *     PortalAdmin may make the change; USECASE_NOT_FOUND; INCOMPLETE_CONFIGURATION if the settings do not fit
     *     together; ASSUME_ROLE_DENIED if the role of a separate data account cannot be assumed; CONFLICT if the use
     *     case changed meanwhile, if another use case uses the external id for another account, or if the prefix
     *     boundary overlaps that of another use case; TOO_MANY_REQUESTS if the caller has tried too many external ids
     */
    public Usecase run(Caller caller, Command command) {
        ExternalId spare = ExternalId.random();
        return authorizer
                .call(caller, Action.CONFIGURE_DATA_ACCOUNT, command.usecaseId())
                .withNames("fields", command.change().names())
                .run(call -> {
                    checkVerify(call, command);
                    return editor.edit(
                            call,
                            command.usecaseId(),
                            (stored, now) -> change(command.change(), stored, now, spare),
                            spare,
                            (roles, wanted) -> prove(caller, command, wanted, spare));
                });
    }

    private static void checkVerify(AuthorizedCall call, Command command) {
        if (command.verify()) {
            return;
        }
        call.with("verify", false);
        if (call.role() != Role.PORTAL_ADMIN) {
            throw new DataException(
                    ErrorCode.FORBIDDEN,
                    "Only a PortalAdmin may set verify to false: create the role first and leave verify out, or ask a"
                            + " PortalAdmin.",
                    "verify",
                    null);
        }
    }

    private static Usecase change(DataAccountChange change, Usecase stored, Instant now, ExternalId spare) {
        Usecase wanted = stored.withData(change.applyTo(stored.data()), now);
        DataAccount data = wanted.data();
        RoleArn role = data.roleArn();
        boolean ofAnotherAccount = !wanted.dataAccountId().equals(stored.dataAccountId());
        boolean lacksId = data.externalId() == null
                || (ofAnotherAccount && !change.externalId().given());
        return lacksId && wanted.hasSeparateDataAccount() && role != null && !role.isRoot()
                ? stored.withData(data.withExternalId(spare), now)
                : wanted;
    }

    private void prove(Caller caller, Command command, Usecase wanted, ExternalId spare) {
        if (!command.verify()) {
            return;
        }
        boolean made = spare.equals(wanted.data().externalId());
        try {
            proof.prove(caller, wanted, made);
        } catch (DataException e) {
            throw made && e.code() == ErrorCode.ASSUME_ROLE_DENIED ? new UnprovenAccountException(e, spare) : e;
        }
    }

    /**
     * The settings to change.
     *
     * @param usecaseId the use case
     * @param change the settings to change; at least one
     * @param verify whether the role of a separate data account must be assumable; only a PortalAdmin may set it to
     *     false
     */
    public record Command(UsecaseId usecaseId, DataAccountChange change, boolean verify) {
        /** @throws InvalidInputException {@code data_account_id}, if no setting is to change */
        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            if (change.isEmpty()) {
                throw InvalidInputException.withoutValue(
                        "data_account_id",
                        "is not given, nor is data_account_role_arn, data_account_external_id, data_s3_bucket or"
                                + " data_s3_prefix: give at least one of them");
            }
        }
    }
}
