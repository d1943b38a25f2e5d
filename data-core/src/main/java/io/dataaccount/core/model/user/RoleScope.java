package io.dataaccount.core.model.user;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.usecase.UsecaseId;

/**
 * Where a role applies: in one use case, or in all use cases.
 *
 * @param value the id of the use case, or {@code global}, which cannot be the id of a use case
 */
public record RoleScope(String value) {
    /** All use cases, including future ones. */
    public static final RoleScope GLOBAL = new RoleScope(UsecaseId.RESERVED);

    /** @throws InvalidInputException {@code usecase_id}, if the value is neither */
    public RoleScope {
        requireNonNull(value, "value is null");
        if (!value.equals(UsecaseId.RESERVED)) {
            value = new UsecaseId(value).value();
        }
    }

    /** The scope of one use case. */
    public static RoleScope of(UsecaseId usecase) {
        return new RoleScope(usecase.value());
    }

    /** Whether this scope is all use cases. */
    public boolean isGlobal() {
        return equals(GLOBAL);
    }

    @Override
    public String toString() {
        return value;
    }
}
