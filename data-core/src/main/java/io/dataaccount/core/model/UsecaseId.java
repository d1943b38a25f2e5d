package io.dataaccount.core.model;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInput;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Id of a use case: 1 to 128 of letters, digits and {@code . _ -}, which every gateway hands over unchanged in a path.
 * {@code global} is none, since a role in a use case of that id would be one in all ({@link RoleScope#GLOBAL}), and none of its
 * other spellings is, since people would take it for that.
 */
public record UsecaseId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");

    public UsecaseId {
        requireNonNull(value, "value is null");
        if (value.equalsIgnoreCase("global")) {
            throw new InvalidInput(
                    "usecase_id",
                    value,
                    "is kept for roles that count in every use case, however it is capitalised: choose another");
        }
        if (!FORM.matcher(value).matches()) {
            throw new InvalidInput(
                    "usecase_id", value, "must be 1 to 128 of A-Z a-z 0-9 . _ - and not begin with a dot");
        }
    }

    public static UsecaseId random() {
        return new UsecaseId(UUID.randomUUID().toString());
    }

    /** Whether the two differ in nothing but the case of letters, so that people take one for the other. */
    public boolean looksLike(UsecaseId other) {
        return value.equalsIgnoreCase(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
