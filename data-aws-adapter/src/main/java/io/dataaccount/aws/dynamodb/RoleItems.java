package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of the table of roles. */
final class RoleItems {
    static final String USER = "user_id";
    static final String USECASE = "usecase_id";
    static final String ROLE = "role";
    static final String ASSIGNED_BY = "assigned_by";
    static final String ASSIGNED_AT = "assigned_at";

    private static final Logger LOG = LoggerFactory.getLogger(RoleItems.class);

    private RoleItems() {}

    static Map<String, AttributeValue> key(UserId user, RoleScope scope) {
        return Map.of(USER, AttributeValue.fromS(user.value()), USECASE, AttributeValue.fromS(scope.value()));
    }

    /**
     * The assignment; empty if the item is not a valid one. The log line about it contains no value of the item,
     * because a value could contain line breaks and forge log lines.
     */
    static Optional<RoleAssignment> readable(Map<String, AttributeValue> item) {
        try {
            return Optional.of(new RoleAssignment(
                    new UserId(text(item, USER)),
                    new RoleScope(text(item, USECASE)),
                    Role.of(text(item, ROLE)),
                    assignedBy(item),
                    assignedAt(item)));
        } catch (InvalidInputException e) {
            LOG.warn(
                    "Ignored a role assignment: its attribute {} is invalid. The user does not have this role.",
                    e.field().orElse(ROLE));
            return Optional.empty();
        }
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }

    /**
     * Null if the attribute is not a user id. The role counts in that case too, because its assigner does not matter.
     */
    private static @Nullable UserId assignedBy(Map<String, AttributeValue> item) {
        try {
            return new UserId(text(item, ASSIGNED_BY));
        } catch (InvalidInputException e) {
            return null;
        }
    }

    private static @Nullable Instant assignedAt(Map<String, AttributeValue> item) {
        AttributeValue value = item.get(ASSIGNED_AT);
        if (value == null || value.n() == null || !value.n().matches("[0-9]{1,15}")) {
            return null;
        }
        return Instant.ofEpochMilli(Long.parseLong(value.n()));
    }
}
