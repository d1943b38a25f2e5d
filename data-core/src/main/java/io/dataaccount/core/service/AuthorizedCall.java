package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.audit.AuditDetails;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.audit.AuditEvent.Result;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.model.user.UserRoles;
import io.dataaccount.core.port.CredentialsRefusedException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One call that the {@link Authorizer} checks, and the data for its audit events. Before the caller's role is checked,
 * no content of the request is written to the audit log. For one thread.
 */
final class AuthorizedCall {
    /**
     * Refusals by this server, STS and the data account. They are written to the audit log even if the operation only
     * reads.
     */
    private static final Set<ErrorCode> REFUSALS =
            EnumSet.of(ErrorCode.FORBIDDEN, ErrorCode.ASSUME_ROLE_DENIED, ErrorCode.DATA_ACCOUNT_DENIED);

    /** One call uses at most two sessions: one finds the bucket, the other does the work. */
    private static final int MAX_ATTEMPTS = 3;

    private final Permissions permissions;
    private final AuditTrail trail;
    private final Predicate<AccountSession> dropped;
    private final Caller caller;
    private final Action action;
    private final RoleScope subject;
    private final RoleScope needed;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final Map<String, Object> content = new LinkedHashMap<>();
    private String resourceType = "usecase";
    private String resourceId;
    private @Nullable UserRoles roles;

    AuthorizedCall(
            Permissions permissions,
            AuditTrail trail,
            Predicate<AccountSession> dropped,
            Caller caller,
            Action action,
            RoleScope subject,
            RoleScope needed) {
        this.permissions = permissions;
        this.trail = trail;
        this.dropped = dropped;
        this.caller = requireNonNull(caller, "caller is null");
        this.action = action;
        this.subject = subject;
        this.needed = needed;
        this.resourceId = subject.value();
        if (caller.requestId() != null) {
            facts.put("request_id", caller.requestId());
        }
    }

    /** Sets the resource of the audit event, if it is not the use case itself. */
    AuthorizedCall on(String type, Object id) {
        resourceType = type;
        resourceId = id.toString();
        return this;
    }

    /** Adds a detail to the audit event. A value that is no number or boolean is stored as its text. */
    AuthorizedCall with(String name, Object value) {
        boolean plain = value instanceof Integer || value instanceof Long || value instanceof Boolean;
        content.put(name, plain ? value : value.toString());
        return this;
    }

    /**
     * Adds a list of names to the audit event, cut to the size that the audit log accepts, with the number of names
     * left out.
     */
    AuthorizedCall withNames(String name, Collection<String> names) {
        AuditDetails.putNames(content, name, names);
        return this;
    }

    /** The caller's user id. */
    UserId user() {
        return caller.userId();
    }

    /** The caller's role when the call was authorized. */
    Role role() {
        return letIn().in(needed).orElseThrow();
    }

    /** Whether the caller may make this call in all use cases, the deleted ones included. */
    boolean isInAllUsecases() {
        return letIn().include(action.needs(), RoleScope.GLOBAL);
    }

    /** The assignment that gave the caller that role; empty if the caller's token did. */
    List<RoleAssignment> basis() {
        return caller.portalAdmin()
                ? List.of()
                : letIn().sourceOf(needed).stream()
                        .map(scope -> new RoleAssignment(caller.userId(), scope, role(), null, null))
                        .toList();
    }

    /**
     * The caller's current roles. A call that has waited checks them again before it writes: the caller may have lost
     * the role meanwhile, or the use case may be a new one with the same id.
     *
     * @throws DataException FORBIDDEN if the caller no longer has the role with which the call was authorized, because
     *     the call may have done what only that role permits
     */
    UserRoles rolesNow() {
        return permissions.require(caller, needed, role());
    }

    private UserRoles rolesToBeLetIn() {
        return permissions.require(caller, needed, needed.isGlobal() ? Role.PORTAL_ADMIN : action.needs());
    }

    private UserRoles letIn() {
        return requireNonNull(roles, "the call is not authorized yet");
    }

    /**
     * Runs the work if the caller is authorized. If the data account refuses the credentials of a session, the work
     * runs again from the beginning with another session, so that no URL is signed with the refused one.
     *
     * @param work may run again after {@link CredentialsRefusedException}; may add details to the audit event
     * @throws DataException FORBIDDEN; UNAVAILABLE if the audit log is required and cannot be written; and what the
     *     work throws
     */
    <R> R run(Function<AuthorizedCall, R> work) {
        String eventId = UUID.randomUUID().toString();
        Instant begun = trail.now();
        Function<Result, AuditEvent> event = result -> event(eventId, begun, result);
        try {
            roles = rolesToBeLetIn();
            if (action.isAlwaysAudited()) {
                trail.started(event.apply(Result.STARTED));
            }
            R result = withTakenCredentials(work);
            if (action.isAlwaysAudited()) {
                trail.ended(event.apply(Result.SUCCESS));
            }
            return result;
        } catch (DataException e) {
            facts.put("code", e.code().id());
            if (action.isAlwaysAudited() || REFUSALS.contains(e.code())) {
                trail.ended(event.apply(e.code() == ErrorCode.FORBIDDEN ? Result.DENIED : Result.FAILURE));
            }
            throw e;
        } catch (RuntimeException | Error e) {
            facts.put("code", ErrorCode.INTERNAL.id());
            trail.ended(event.apply(Result.FAILURE));
            throw e;
        }
    }

    private <R> R withTakenCredentials(Function<AuthorizedCall, R> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.apply(this);
            } catch (CredentialsRefusedException e) {
                if (attempt == MAX_ATTEMPTS || !dropped.test(e.session())) {
                    throw e;
                }
                rolesNow(); // the roles may have changed during the first attempt
            }
        }
    }

    private AuditEvent event(String id, Instant begun, Result result) {
        Map<String, Object> details = new LinkedHashMap<>(facts);
        if (roles == null) { // not authorized: an id from the request body must not be written
            return new AuditEvent(
                    id, begun, caller.userId(), action.id(), "usecase", needed.value(), needed, result, details);
        }
        content.forEach(details::putIfAbsent);
        return new AuditEvent(
                id, begun, caller.userId(), action.id(), resourceType, resourceId, subject, result, details);
    }
}
