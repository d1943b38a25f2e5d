package io.dataaccount.core.model.usecase;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A project of the portal, with the location of its data.
 *
 * @param id the id of the use case
 * @param name the name for people, 1 to 256 characters and not blank
 * @param accountRole the use case's own account and the portal's role there
 * @param bucket the use case's own bucket, or null
 * @param sagemakerRoleArn the role that its training jobs run as, or null
 * @param data the settings of its data account
 * @param attributes other values that the portal stores in the record: strings, numbers, booleans, and flat maps and
 *     lists of them
 * @param createdAt with millisecond precision
 * @param updatedAt with millisecond precision; it increases with every update, so it also identifies the version
 */
public record Usecase(
        UsecaseId id,
        String name,
        AccountRole accountRole,
        @Nullable BucketName bucket,
        @Nullable RoleArn sagemakerRoleArn,
        DataAccount data,
        Map<String, Object> attributes,
        Instant createdAt,
        Instant updatedAt) {

    /** @throws InvalidInputException {@code name}, if the name is blank or too long */
    public Usecase {
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        requireNonNull(accountRole, "accountRole is null");
        requireNonNull(data, "data is null");
        requireNonNull(createdAt, "createdAt is null");
        requireNonNull(updatedAt, "updatedAt is null");
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(attributes, "attributes is null")));
        if (name.isBlank() || name.length() > 256) {
            throw new InvalidInputException("name", name, "must be 1 to 256 characters and not blank");
        }
    }

    /** The bucket of requests that name none: the data bucket if set, else the use case's own bucket. */
    public Optional<BucketName> dataBucket() {
        return Optional.ofNullable(data.bucket() != null ? data.bucket() : bucket);
    }

    /** The prefix of requests that name neither bucket nor prefix. */
    public Prefix defaultPrefix() {
        return data.prefix() == null ? Prefix.ROOT : data.prefix();
    }

    /** Whether the data is in another account than the use case's own (option B). */
    public boolean hasSeparateDataAccount() {
        return data.accountId() != null && !data.accountId().equals(accountRole.account());
    }

    /** The account that holds the data: the data account if set, else the use case's own account. */
    public AccountId dataAccountId() {
        return data.accountId() == null ? accountRole.account() : data.accountId();
    }

    /** Whether the account is the use case's own or its data account. */
    public boolean uses(AccountId account) {
        return accountRole.account().equals(account) || account.equals(data.accountId());
    }

    /** Whether the use case stores the external id, for its own account or for its data account. */
    public boolean hasExternalId(ExternalId externalId) {
        return externalId.equals(accountRole.externalId()) || externalId.equals(data.externalId());
    }

    /**
     * The role and external id of the separate data account, as far as they are set. Empty if the data is in the use
     * case's own account.
     */
    public Optional<AccountRole> separateAccess() {
        return hasSeparateDataAccount()
                ? Optional.of(new AccountRole(dataAccountId(), data.roleArn(), data.externalId()))
                : Optional.empty();
    }

    /** A copy with other settings of its data account and another {@code updatedAt}. */
    public Usecase withData(DataAccount other, Instant changedAt) {
        return new Usecase(id, name, accountRole, bucket, sagemakerRoleArn, other, attributes, createdAt, changedAt);
    }

    /** A copy without external ids, for callers who may not see them. */
    public Usecase withoutExternalIds() {
        return new Usecase(
                id,
                name,
                new AccountRole(accountRole.account(), accountRole.roleArn(), null),
                bucket,
                sagemakerRoleArn,
                new DataAccount(data.accountId(), data.roleArn(), null, data.bucket(), data.prefix()),
                attributes,
                createdAt,
                updatedAt);
    }

    /**
     * The account and role to access the data with: the use case's own (option A), or those of the separate data
     * account (option B).
     *
     * @throws InvalidInputException INCOMPLETE_CONFIGURATION if option B has no role or no external id, if the role
     *     belongs to another account than the data account, or if a role or external id is set but no data account
     */
    public AccountRole dataAccountRole() {
        if (data.accountId() == null) {
            if (data.roleArn() != null || data.externalId() != null) {
                throw incomplete(
                        "data_account_id",
                        "is not set, but data_account_role_arn or data_account_external_id is: "
                                + "set the account too, or clear them");
            }
            return accountRole;
        }
        if (data.roleArn() != null && !data.roleArn().account().equals(data.accountId())) {
            throw incomplete(
                    "data_account_role_arn",
                    "is a role of account " + data.roleArn().account() + ", but data_account_id is " + data.accountId()
                            + ": make them the same");
        }
        return hasSeparateDataAccount() ? separateAccess(data.accountId()) : accountRole;
    }

    private AccountRole separateAccess(AccountId account) {
        if (data.roleArn() == null || data.roleArn().isRoot()) {
            throw incomplete(
                    "data_account_role_arn",
                    "is required for the separate data account " + account + ": set it to the ARN of the role there");
        }
        if (data.externalId() == null) {
            throw incomplete(
                    "data_account_external_id",
                    "is required for the separate data account " + account
                            + ": set it to the external id in the role's trust policy");
        }
        return new AccountRole(account, data.roleArn(), data.externalId());
    }

    private static InvalidInputException incomplete(String field, String rule) {
        return new InvalidInputException(ErrorCode.INCOMPLETE_CONFIGURATION, field, null, rule);
    }
}
