package io.dataaccount.core.record;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a stored record. Errors name the field and the use case. */
final class RecordReader {
    private final Map<String, ?> record;

    RecordReader(Map<String, ?> record) {
        this.record = record;
    }

    Usecase usecase() {
        UsecaseId id = required("usecase_id", UsecaseId::new);
        AccountRole accountRole = new AccountRole(
                required("account_id", AccountId::new),
                optional("cross_account_role_arn", RoleArn::new),
                optional("external_id", ExternalId::new));
        BucketName bucket = optional("s3_bucket", BucketName::new);
        RoleArn sagemaker = optional("sagemaker_execution_role_arn", RoleArn::new);
        Instant createdAt = time("created_at");
        String name = optional("name", Function.identity());
        try {
            return new Usecase(
                    id,
                    name == null || name.isBlank() ? id.value() : name,
                    accountRole,
                    bucket,
                    sagemaker,
                    data(),
                    attributes(),
                    createdAt,
                    updatedAt());
        } catch (InvalidInputException e) {
            throw unreadable("name", e.detail(), e);
        }
    }

    Instant updatedAt() {
        return time("updated_at");
    }

    private DataAccount data() {
        return new DataAccount(
                optional("data_account_id", AccountId::new),
                optional("data_account_role_arn", RoleArn::new),
                optional("data_account_external_id", ExternalId::new),
                optional("data_s3_bucket", BucketName::new),
                parsed("data_s3_prefix", text("data_s3_prefix"), Prefix::toWrite));
    }

    private Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        record.forEach((name, value) -> {
            if (!UsecaseRecord.FIELDS.contains(name) && PlainValues.isPlain(value)) {
                attributes.put(name, value);
            }
        });
        return attributes;
    }

    private <T> T required(String name, Function<String, T> parse) {
        T value = optional(name, parse);
        if (value == null) {
            throw unreadable(name, name + " is missing.", null);
        }
        return value;
    }

    private <T> @Nullable T optional(String name, Function<String, T> parse) {
        String text = text(name);
        return parsed(name, text == null || text.isEmpty() ? null : text, parse);
    }

    private <T> @Nullable T parsed(String name, @Nullable String text, Function<String, T> parse) {
        try {
            return text == null ? null : parse.apply(text);
        } catch (InvalidInputException e) {
            throw unreadable(name, e.at(name).detail(), e);
        }
    }

    private @Nullable String text(String name) {
        Object value = record.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw unreadable(name, name + " must be a string.", null);
    }

    private Instant time(String name) {
        Object value = record.get(name);
        return value == null || value.equals("")
                ? Instant.EPOCH
                : StoredTime.read(value)
                        .orElseThrow(() -> unreadable(
                                name, name + " must be a time, in milliseconds or in RFC 3339 format.", null));
    }

    private DataException unreadable(String field, String why, @Nullable Throwable cause) {
        Object id = record.get("usecase_id");
        String which = id instanceof String && !field.equals("usecase_id") ? "use case '" + id + "'" : "use case";
        return new DataException(
                ErrorCode.UNREADABLE_USECASE,
                "The stored " + which + " cannot be read: " + why + " Correct it in the record.",
                field,
                cause);
    }
}
