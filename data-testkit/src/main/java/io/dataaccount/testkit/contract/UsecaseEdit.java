package io.dataaccount.testkit.contract;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates modified copies of use cases, and makes use cases comparable. */
final class UsecaseEdit {
    private UsecaseEdit() {}

    static Usecase id(Usecase of, UsecaseId id) {
        return new Usecase(
                id,
                of.name(),
                of.accountRole(),
                of.bucket(),
                of.sagemakerRoleArn(),
                of.data(),
                of.attributes(),
                of.createdAt(),
                of.updatedAt());
    }

    static Usecase name(Usecase of, String name) {
        return with(of, name, of.bucket(), of.attributes(), 0);
    }

    static Usecase bucket(Usecase of, @Nullable BucketName bucket) {
        return with(of, of.name(), bucket, of.attributes(), 0);
    }

    static Usecase attributes(Usecase of, Map<String, Object> attributes) {
        return with(of, of.name(), of.bucket(), attributes, 0);
    }

    static Usecase attribute(Usecase of, String name, Object value) {
        Map<String, Object> attributes = new LinkedHashMap<>(of.attributes());
        attributes.put(name, value);
        return attributes(of, attributes);
    }

    /** A copy with other accounts and without roles and external ids. */
    static Usecase accounts(Usecase of, AccountId own, @Nullable AccountId data) {
        return access(of, new AccountRole(own, null, null), new DataAccount(data, null, null, null, null));
    }

    /** A copy with other external ids. */
    static Usecase externalIds(Usecase of, ExternalId own, @Nullable ExternalId data) {
        DataAccount settings = of.data();
        return access(
                of,
                new AccountRole(of.accountRole().account(), of.accountRole().roleArn(), own),
                new DataAccount(settings.accountId(), settings.roleArn(), data, settings.bucket(), settings.prefix()));
    }

    private static Usecase access(Usecase of, AccountRole accountRole, DataAccount data) {
        return new Usecase(
                of.id(),
                of.name(),
                accountRole,
                of.bucket(),
                of.sagemakerRoleArn(),
                data,
                of.attributes(),
                of.createdAt(),
                of.updatedAt());
    }

    /** A copy whose update time is later. */
    static Usecase later(Usecase of, long millis) {
        return with(of, of.name(), of.bucket(), of.attributes(), millis);
    }

    /** A copy without optional values. */
    static Usecase bare(Usecase of) {
        return new Usecase(
                of.id(),
                of.name(),
                new AccountRole(of.accountRole().account(), null, null),
                null,
                null,
                DataAccount.UNSET,
                Map.of(),
                of.createdAt(),
                of.updatedAt());
    }

    /** A copy of the content with the id of the seen use case and an update time one millisecond later. */
    static Usecase asSuccessorOf(Usecase seen, Usecase content) {
        return new Usecase(
                seen.id(),
                content.name(),
                content.accountRole(),
                content.bucket(),
                content.sagemakerRoleArn(),
                content.data(),
                content.attributes(),
                seen.createdAt(),
                seen.updatedAt().plusMillis(1));
    }

    /** A copy with every number in a canonical form, so that {@code 1.50} and {@code 1.5} are equal. */
    static Usecase comparable(Usecase of) {
        Map<String, Object> plain = new LinkedHashMap<>();
        of.attributes().forEach((name, value) -> plain.put(name, comparable(value)));
        return attributes(of, plain);
    }

    private static Object comparable(Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(UsecaseEdit::comparable).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((name, entry) -> plain.put(name, comparable(entry)));
            return plain;
        }
        return value;
    }

    private static Usecase with(
            Usecase of, String name, @Nullable BucketName bucket, Map<String, Object> attributes, long laterMillis) {
        return new Usecase(
                of.id(),
                name,
                of.accountRole(),
                bucket,
                of.sagemakerRoleArn(),
                of.data(),
                attributes,
                of.createdAt(),
                of.updatedAt().plusMillis(laterMillis));
    }
}
