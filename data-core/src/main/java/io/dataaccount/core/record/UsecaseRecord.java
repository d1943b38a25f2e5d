package io.dataaccount.core.record;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a use case: a flat record with the field names of the portal's table and plain values, which are
 * strings, numbers, booleans, and flat maps and lists of them. The two times are numbers, in milliseconds UTC.
 */
public final class UsecaseRecord {
    /** The fields of a use case, in the order of responses. All other fields are further attributes. */
    public static final List<String> FIELDS = List.of(
            "usecase_id",
            "name",
            "account_id",
            "s3_bucket",
            "cross_account_role_arn",
            "external_id",
            "sagemaker_execution_role_arn",
            "data_account_id",
            "data_account_role_arn",
            "data_account_external_id",
            "data_s3_bucket",
            "data_s3_prefix",
            "created_at",
            "updated_at");

    /** Not an account of AWS. Used if the own account of a use case is unreadable. */
    static final AccountId UNKNOWN_ACCOUNT = new AccountId("000000000000");

    private static final Map<String, String> ROLE_OF_ACCOUNT =
            Map.of("account_id", "cross_account_role_arn", "data_account_id", "data_account_role_arn");

    private UsecaseRecord() {}

    /**
     * The record of a use case, without fields that are not set. It contains external ids in clear text: do not log it.
     *
     * @throws InvalidInputException for an attribute that is not plain, or that has the name of a field
     */
    public static Map<String, Object> of(Usecase usecase) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("usecase_id", usecase.id().value());
        record.put("name", usecase.name());
        putText(record, "account_id", usecase.accountRole().account());
        putText(record, "s3_bucket", usecase.bucket());
        putText(record, "cross_account_role_arn", usecase.accountRole().roleArn());
        putText(record, "external_id", value(usecase.accountRole().externalId()));
        putText(record, "sagemaker_execution_role_arn", usecase.sagemakerRoleArn());
        putData(record, usecase.data());
        record.put("created_at", usecase.createdAt().toEpochMilli());
        record.put("updated_at", usecase.updatedAt().toEpochMilli());
        usecase.attributes().forEach((name, value) -> putAttribute(record, name, value));
        return record;
    }

    private static void putData(Map<String, Object> record, DataAccount data) {
        putText(record, "data_account_id", data.accountId());
        putText(record, "data_account_role_arn", data.roleArn());
        putText(record, "data_account_external_id", value(data.externalId()));
        putText(record, "data_s3_bucket", data.bucket());
        putText(record, "data_s3_prefix", data.prefix());
    }

    private static void putText(Map<String, Object> record, String name, @Nullable Object value) {
        if (value != null) {
            record.put(name, value.toString());
        }
    }

    /** The value itself, because {@code toString} is redacted. */
    private static @Nullable String value(@Nullable ExternalId id) {
        return id == null ? null : id.value();
    }

    private static void putAttribute(Map<String, Object> record, String name, Object value) {
        if (FIELDS.contains(name)) {
            throw InvalidInputException.withoutValue(
                    name, "is a field of the use case: choose another name for the attribute");
        }
        if (!PlainValues.isPlain(value)) {
            throw InvalidInputException.withoutValue(
                    name, "must be a string, a finite number, a boolean, or a flat map or list of them");
        }
        record.put(name, value);
    }

    /**
     * Reads a record that this or another program wrote. A field that is null is not set, and so is an empty string,
     * except for the prefix, where it means the root. A record without a name gets its id as the name. A record without
     * times gets {@link Instant#EPOCH}. Times may also be strings, with a number or in RFC 3339 format. Further
     * attributes that are not plain belong to other programs and are left out.
     *
     * @throws DataException UNREADABLE_USECASE, with the field, if a field breaks the rules of its type
     */
    public static Usecase read(Map<String, ?> record) {
        return new RecordReader(record).usecase();
    }

    /**
     * Reads a record as far as possible. A field that breaks the rules of its type counts as not set. An unreadable
     * account becomes the account of its role, or 000000000000, which AWS assigns to nobody. Such a use case gives
     * access to nothing, but its resources must not be given to another use case.
     *
     * @return empty if the record has no readable id
     */
    public static Optional<Usecase> readPartly(Map<String, ?> record) {
        Map<String, Object> rest = new LinkedHashMap<>(record);
        while (true) {
            try {
                return Optional.of(read(rest));
            } catch (DataException e) {
                String field = e.field().orElseThrow();
                @Nullable Object removed = rest.remove(field);
                @Nullable String instead = accountInsteadOf(field, removed, rest);
                if (instead != null) {
                    rest.put(field, instead);
                } else if (removed == null) {
                    return Optional.empty();
                }
            }
        }
    }

    private static @Nullable String accountInsteadOf(String field, @Nullable Object unread, Map<String, ?> rest) {
        String number = unread instanceof Long || unread instanceof BigDecimal
                ? PlainValues.decimal((Number) unread).toPlainString()
                : "";
        String unknown = field.equals("account_id") ? UNKNOWN_ACCOUNT.value() : null;
        @Nullable String role = ROLE_OF_ACCOUNT.get(field);
        return role == null
                ? null
                : account(() -> new AccountId(number))
                        .or(() -> account(() -> new RoleArn(String.valueOf(rest.get(role))).account()))
                        .map(AccountId::value)
                        .orElse(unknown);
    }

    private static Optional<AccountId> account(Supplier<AccountId> read) {
        try {
            return Optional.of(read.get());
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    /**
     * The {@code updatedAt} that {@link #read} returns.
     *
     * @throws DataException UNREADABLE_USECASE if the field is not a time
     */
    public static Instant updatedAt(Map<String, ?> record) {
        return new RecordReader(record).updatedAt();
    }
}
