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
 * One call on its way through the {@link Authorizer}, and what the audit log will say of it. Nothing of the request's content is
 * written before the caller's role is checked. For one thread.
 */
final class AuthorizedCall {
    /** By us, by STS and by the data account: written down even where the call only reads. */
    private static final Set<ErrorCode> REFUSALS =
            EnumSet.of(ErrorCode.FORBIDDEN, ErrorCode.ASSUME_ROLE_DENIED, ErrorCode.DATA_ACCOUNT_DENIED);

    /** One call opens two sessions at most: one looks for the bucket, the other does the work. */
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

    /** What it is done to, where that is not the use case itself. */
    AuthorizedCall on(String type, Object id) {
        resourceType = type;
        resourceId = id.toString();
        return this;
    }

    /** One thing more to know; a value that is no number or boolean is told as its text. */
    AuthorizedCall with(String name, Object value) {
        boolean plain = value instanceof Integer || value instanceof Long || value instanceof Boolean;
        content.put(name, plain ? value : value.toString());
        return this;
    }

    /** Names to know, as many as the audit log takes, and how many there are more. */
    AuthorizedCall withNames(String name, Collection<String> names) {
        AuditDetails.putNames(content, name, names);
        return this;
    }

    /** Who makes the call. */
    UserId user() {
        return caller.userId();
    }

    /** The caller's role, as it was when the call was let in. */
    Role role() {
        return letIn().in(needed).orElseThrow();
    }

    /** The assignment that gives the caller that role; empty if the caller's token does. */
    List<RoleAssignment> basis() {
        return caller.portalAdmin()
                ? List.of()
                : letIn().sourceOf(needed).stream()
                        .map(scope -> new RoleAssignment(caller.userId(), scope, role(), null, null))
                        .toList();
    }

    /**
     * The caller's roles as they are now. A call that waited asks this before it writes: its caller may have lost the role
     * meanwhile, and the use case may be a later one of the same id.
     *
     * @throws DataException FORBIDDEN if the role that let the call in is no longer there: the call may have done what takes
     *     that role and no lower one
     */
    UserRoles rolesNow() {
        return permissions.require(caller, needed, role());
    }

    private UserRoles rolesToBeLetIn() {
        return permissions.require(caller, needed, needed.isGlobal() ? Role.PORTAL_ADMIN : action.needs());
    }

    private UserRoles letIn() {
        return requireNonNull(roles, "the call has not been let in");
    }

    /**
     * Does the work, if the caller may. Where the data account refuses a session as such, the work is done again from its
     * beginning with another session, so that a URL is not signed with the refused one.
     *
     * @param work may be done again after {@link CredentialsRefusedException}, and may learn more for the audit log as it goes
     * @throws DataException FORBIDDEN; UNAVAILABLE if the audit log cannot be written and must be; and what the work throws
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
                rolesNow(); // the first attempt took its time
            }
        }
    }

    private AuditEvent event(String id, Instant begun, Result result) {
        Map<String, Object> details = new LinkedHashMap<>(facts);
        if (roles == null) { // so the caller has not been let in, and an id that only the body has is not written
            return new AuditEvent(
                    id, begun, caller.userId(), action.id(), "usecase", needed.value(), needed, result, details);
        }
        content.forEach(details::putIfAbsent);
        return new AuditEvent(
                id, begun, caller.userId(), action.id(), resourceType, resourceId, subject, result, details);
    }
}
