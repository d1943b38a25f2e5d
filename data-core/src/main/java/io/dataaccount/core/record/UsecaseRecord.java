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
 * A use case as it is stored: a flat record of field names, those of the portal's table, and plain values, which are
 * strings, numbers, booleans, and flat maps and lists of them. The two times are numbers, in milliseconds UTC.
 */
public final class UsecaseRecord {
    /** The fields that are ours, in the order in which they are shown; all others are further attributes. */
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

    /** No account of AWS: stands for the own account of a use case where that cannot be read. */
    static final AccountId UNKNOWN_ACCOUNT = new AccountId("000000000000");

    private static final Map<String, String> ROLE_OF_ACCOUNT =
            Map.of("account_id", "cross_account_role_arn", "data_account_id", "data_account_role_arn");

    private UsecaseRecord() {}

    /**
     * The record of a use case. What is not set is left out. It holds external ids in the clear: do not log it.
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

    /** Its text is redacted for logs. */
    private static @Nullable String value(@Nullable ExternalId id) {
        return id == null ? null : id.value();
    }

    private static void putAttribute(Map<String, Object> record, String name, Object value) {
        if (FIELDS.contains(name)) {
            throw InvalidInputException.withoutValue(
                    name, "is a field of the use case: an attribute must have another name");
        }
        if (!PlainValues.isPlain(value)) {
            throw InvalidInputException.withoutValue(
                    name, "must be a string, a finite number, a boolean, or a flat map or list of them");
        }
        record.put(name, value);
    }

    /**
     * The use case of a record, whoever wrote it. A field that is null counts as not set, and so does an empty text,
     * except for the prefix, where it is the root. A record without a name goes by its id, and one without times is as
     * old as {@link Instant#EPOCH}; times may also be texts, of a number or by RFC 3339. Further attributes that are not
     * plain are another program's and not shown.
     *
     * @throws DataException UNREADABLE_USECASE if a field breaks the rules of its type; it names the field
     */
    public static Usecase read(Map<String, ?> record) {
        return new RecordReader(record).usecase();
    }

    /**
     * The use case of a record as far as it can be read: a field that breaks the rules of its type counts as not set, and an
     * account as the one of its role, or as 000000000000, which AWS gives to nobody. Such a use case lets nobody in, but what it has must not
     * be given to another.
     *
     * @return empty if the record has no id that can be read
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
     * The {@code updatedAt} that {@link #read} gives.
     *
     * @throws DataException UNREADABLE_USECASE if the field is no time
     */
    public static Instant updatedAt(Map<String, ?> record) {
        return new RecordReader(record).updatedAt();
    }
}
