package io.dataaccount.core.model.audit;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the audit log to read. Conditions that are null select all events.
 *
 * @param scope the use case, which need not exist, or {@code global} for the events that concern no single use case;
 *     null for all of them
 * @param actor the user who made the calls; required if there is no scope
 * @param action the operation, such as {@code create_bucket}: 1 to 64 characters of {@code A-Z a-z 0-9 _ . : -}. Other
 *     programs write actions of their own into the log
 * @param period when the calls began
 */
public record AuditQuery(
        @Nullable RoleScope scope,
        @Nullable UserId actor,
        @Nullable String action,
        AuditPeriod period) {
    private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

    /**
     * @throws InvalidInputException {@code action}, if the form is wrong
     * @throws IllegalArgumentException if there is neither scope nor actor
     */
    public AuditQuery {
        requireNonNull(period, "period is null");
        if (scope == null && actor == null) {
            throw new IllegalArgumentException("there is neither scope nor actor");
        }
        if (action != null && !ACTION.matcher(action).matches()) {
            throw new InvalidInputException(
                    "action",
                    action,
                    "must be an action of the audit log, such as create_bucket: 1 to 64 of A-Z a-z 0-9 _ . : -");
        }
    }

    /** Whether the query selects the entry. */
    public boolean selects(AuditEntry entry) {
        return period.contains(entry.at())
                && (scope == null || scope.value().equals(entry.usecase()))
                && (actor == null || actor.value().equals(entry.user()))
                && (action == null || action.equals(entry.action()));
    }
}
