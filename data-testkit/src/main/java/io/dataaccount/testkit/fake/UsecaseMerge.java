package io.dataaccount.testkit.fake;

import io.dataaccount.core.model.AccountAccess;
import io.dataaccount.core.model.DataAccount;
import io.dataaccount.core.model.Usecase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What differs between a use case as it was seen and as it is wanted, for writing into what is stored. */
record UsecaseMerge(Usecase seen, Usecase wanted) {
    UsecaseMerge {
        if (!seen.id().equals(wanted.id()) || !wanted.updatedAt().isAfter(seen.updatedAt())) {
            throw new IllegalArgumentException("not a later version of the same use case: " + wanted.id());
        }
    }

    Usecase into(Usecase stored) {
        return new Usecase(
                stored.id(),
                wanted(stored, Usecase::name),
                new AccountAccess(
                        wanted(stored, usecase -> usecase.access().account()),
                        merged(stored, usecase -> usecase.access().roleArn()),
                        merged(stored, usecase -> usecase.access().externalId())),
                merged(stored, Usecase::bucket),
                merged(stored, Usecase::sagemakerRoleArn),
                new DataAccount(
                        merged(stored, usecase -> usecase.data().accountId()),
                        merged(stored, usecase -> usecase.data().roleArn()),
                        merged(stored, usecase -> usecase.data().externalId()),
                        merged(stored, usecase -> usecase.data().bucket()),
                        merged(stored, usecase -> usecase.data().prefix())),
                attributes(stored),
                wanted(stored, Usecase::createdAt),
                wanted.updatedAt());
    }

    private <T> T wanted(Usecase stored, Function<Usecase, T> field) {
        return (field.apply(seen).equals(field.apply(wanted)) ? field.apply(stored) : field.apply(wanted));
    }

    private <T> @Nullable T merged(Usecase stored, Function<Usecase, @Nullable T> field) {
        return Objects.equals(field.apply(seen), field.apply(wanted)) ? field.apply(stored) : field.apply(wanted);
    }

    private Map<String, Object> attributes(Usecase stored) {
        Map<String, Object> merged = new LinkedHashMap<>(stored.attributes());
        seen.attributes().keySet().stream()
                .filter(name -> !wanted.attributes().containsKey(name))
                .forEach(merged::remove);
        wanted.attributes().forEach((name, value) -> {
            if (!value.equals(seen.attributes().get(name))) {
                merged.put(name, value);
            }
        });
        return merged;
    }
}
