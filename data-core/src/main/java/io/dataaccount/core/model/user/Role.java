package io.dataaccount.core.model.user;

import static java.util.stream.Collectors.joining;

import io.dataaccount.core.error.InvalidInputException;
import java.util.Arrays;

/** A role of a user in a use case. Each role includes the permissions of the roles before it. */
public enum Role {
    /** May read. */
    VIEWER("Viewer"),
    /** May read; the portal gives this role more permissions elsewhere. */
    OPERATOR("Operator"),
    /** May also create buckets and folders, and upload. */
    DATA_SCIENTIST("DataScientist"),
    /** May also configure the use case and assign roles in it. */
    USE_CASE_ADMIN("UseCaseAdmin"),
    /**
     * May also create and delete use cases, and may do everything in each of them. This role exists only for the whole
     * portal.
     */
    PORTAL_ADMIN("PortalAdmin");

    private final String id;

    Role(String id) {
        this.id = id;
    }

    /** The name of the role in tables, tokens and the REST contract, such as {@code DataScientist}. */
    public String id() {
        return id;
    }

    /**
     * The role that applies in the scope. A PortalAdmin administers the whole portal, so a PortalAdmin stored for one
     * use case applies as UseCaseAdmin.
     */
    Role countedIn(RoleScope scope) {
        return this == PORTAL_ADMIN && !scope.isGlobal() ? USE_CASE_ADMIN : this;
    }

    /** Whether this role has all permissions of the other role. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /**
     * The role of that name; the name is case-sensitive.
     *
     * @throws InvalidInputException {@code role}, if there is none
     */
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
