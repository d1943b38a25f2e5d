package io.dataaccount.core.model.user;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.usecase.UsecaseId;

/**
 * Where a role counts: in one use case, or in every one.
 *
 * @param value the id of the use case, or {@code global}, which no use case may have as its id
 */
public record RoleScope(String value) {
    /** Every use case, also those to come. */
    public static final RoleScope GLOBAL = new RoleScope(UsecaseId.RESERVED);

    public RoleScope {
        requireNonNull(value, "value is null");
        if (!value.equals(UsecaseId.RESERVED)) {
            value = new UsecaseId(value).value();
        }
    }

    public static RoleScope of(UsecaseId usecase) {
        return new RoleScope(usecase.value());
    }

    public boolean isGlobal() {
        return equals(GLOBAL);
    }

    @Override
    public String toString() {
        return value;
    }
}
