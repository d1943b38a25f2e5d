package io.dataaccount.core.model.user;

import static java.util.stream.Collectors.joining;

import io.dataaccount.core.error.InvalidInputException;
import java.util.Arrays;

/** What a user may do in a use case; each role may do whatever the ones before it may. */
public enum Role {
    /** Reads. */
    VIEWER("Viewer"),
    /** Reads; the portal gives it more elsewhere. */
    OPERATOR("Operator"),
    /** Creates buckets and folders, and uploads. */
    DATA_SCIENTIST("DataScientist"),
    /** Configures the use case and says who has access to it. */
    USE_CASE_ADMIN("UseCaseAdmin"),
    /** Creates and deletes use cases, and may do everything in each. Exists for the whole portal only. */
    PORTAL_ADMIN("PortalAdmin");

    private final String id;

    Role(String id) {
        this.id = id;
    }

    /** The name that tables, tokens and the REST contract have for it, such as {@code DataScientist}. */
    public String id() {
        return id;
    }

    /**
     * The role as it counts in the scope. A PortalAdmin administers the whole portal, so for one use case a stored
     * PortalAdmin counts as its UseCaseAdmin.
     */
    Role countedIn(RoleScope scope) {
        return this == PORTAL_ADMIN && !scope.isGlobal() ? USE_CASE_ADMIN : this;
    }

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** @throws InvalidInputException if there is no role of that name, to the letter */
    public static Role of(String id) {
        return Arrays.stream(values())
                .filter(role -> role.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "role",
                        id,
                        "must be one of "
                                + Arrays.stream(values()).map(Role::id).collect(joining(", "))));
    }

    @Override
    public String toString() {
        return id;
    }
}
