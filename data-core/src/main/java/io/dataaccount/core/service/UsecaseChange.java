package io.dataaccount.core.service;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.record.PlainValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of a use case.
 *
 * @param name the change of {@code name}
 * @param accountId the change of {@code account_id}
 * @param roleArn the change of {@code cross_account_role_arn}
 * @param externalId the change of {@code external_id}
 * @param bucket the change of {@code s3_bucket}
 * @param sagemakerRoleArn the change of {@code sagemaker_execution_role_arn}
 * @param data the changes of the data account
 * @param attributes further attributes to set, or to remove with null; others keep their values
 */
public record UsecaseChange(
        FieldUpdate<String> name,
        FieldUpdate<AccountId> accountId,
        FieldUpdate<RoleArn> roleArn,
        FieldUpdate<ExternalId> externalId,
        FieldUpdate<BucketName> bucket,
        FieldUpdate<RoleArn> sagemakerRoleArn,
        DataAccountChange data,
        Map<String, @Nullable Object> attributes) {

    /** @throws InvalidInputException if there are more attributes than one call may name */
    public UsecaseChange {
        AttributeRules.checkNamed(attributes.size());
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** The names of the fields that the call has, in the REST contract. */
    List<String> names() {
        List<String> names = new ArrayList<>(FieldUpdate.given(List.of(
                Map.entry("name", name),
                Map.entry("account_id", accountId),
                Map.entry("cross_account_role_arn", roleArn),
                Map.entry("external_id", externalId),
                Map.entry("s3_bucket", bucket),
                Map.entry("sagemaker_execution_role_arn", sagemakerRoleArn))));
        names.addAll(data.names());
        names.addAll(attributes.keySet());
        return names;
    }

    /**
     * The use case after the change.
     *
     * @throws InvalidInputException if an attribute that the change adds or changes breaks one of the
     *     {@link AttributeRules}
     */
    Usecase applyTo(Usecase stored, Instant updatedAt) {
        AttributeRules.check(changed(stored.attributes()));
        Map<String, Object> merged = new LinkedHashMap<>(stored.attributes());
        attributes.forEach((key, value) -> {
            if (value == null) {
                merged.remove(key);
            } else {
                merged.put(key, value);
            }
        });
        AttributeRules.checkChange(stored.attributes(), merged);
        return new Usecase(
                stored.id(),
                required("name", name.applyTo(stored.name())),
                new AccountRole(
                        required(
                                "account_id",
                                accountId.applyTo(stored.accountRole().account())),
                        roleArn.applyTo(stored.accountRole().roleArn()),
                        externalId.applyTo(stored.accountRole().externalId())),
                bucket.applyTo(stored.bucket()),
                sagemakerRoleArn.applyTo(stored.sagemakerRoleArn()),
                data.applyTo(stored.data()),
                merged,
                stored.createdAt(),
                updatedAt);
    }

    /**
     * The attributes that the call adds or changes. Callers may send back a record that they read, even if newer rules
     * would refuse it, and may remove any stored attribute.
     */
    private Map<String, @Nullable Object> changed(Map<String, Object> stored) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(attributes);
        changed.entrySet()
                .removeIf(entry -> stored.containsKey(entry.getKey())
                        && (entry.getValue() == null
                                || PlainValues.same(entry.getValue(), stored.get(entry.getKey()))));
        return changed;
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw InvalidInputException.withoutValue(field, "must not be null: every use case has one");
        }
        return value;
    }
}
