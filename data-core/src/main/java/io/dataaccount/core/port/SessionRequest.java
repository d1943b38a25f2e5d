package io.dataaccount.core.port;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for credentials in an account.
 *
 * @param caller the user on whose behalf the server acts; CloudTrail in the data account shows the name. The request id
 *     is removed, so that different requests of the caller can share a session
 * @param target the account, with the role and external id to use
 * @param purpose what the credentials are used for
 * @param scope the buckets or prefix that they are used on
 * @param validFor how long the credentials should be valid; positive
 * @param usecaseId the use case that the credentials are needed for, for the limit of its sessions; null if there is
 *     none. It is not part of the session's identity: use cases with the same account, role and external id share
 *     sessions
 * @param externalIdIsNew whether the server generated the target's external id in this call, so that using it is not a
 *     guess. It is not part of the session's identity
 */
public record SessionRequest(
        Caller caller,
        AccountRole target,
        Purpose purpose,
        SessionScope scope,
        Duration validFor,
        @Nullable UsecaseId usecaseId,
        boolean externalIdIsNew) {
    public SessionRequest {
        caller = requireNonNull(caller, "caller is null").withoutRequestId();
        requireNonNull(target, "target is null");
        requireNonNull(purpose, "purpose is null");
        requireNonNull(scope, "scope is null");
        if (validFor.isNegative() || validFor.isZero()) {
            throw new IllegalArgumentException("validFor is not positive: " + validFor);
        }
    }

    /** A request with an external id that a caller gave or that is stored. */
    public SessionRequest(
            Caller caller,
            AccountRole target,
            Purpose purpose,
            SessionScope scope,
            Duration validFor,
            @Nullable UsecaseId usecaseId) {
        this(caller, target, purpose, scope, validFor, usecaseId, false);
    }

    /** A request without a use case. */
    public SessionRequest(Caller caller, AccountRole target, Purpose purpose, SessionScope scope, Duration validFor) {
        this(caller, target, purpose, scope, validFor, null);
    }

    /** The use case that the credentials are needed for, if there is one. */
    public Optional<UsecaseId> usecase() {
        return Optional.ofNullable(usecaseId);
    }

    /** What a session is used for. */
    public enum Purpose {
        /** Listing buckets, folders and files. */
        BROWSE,
        /** Writing objects with presigned URLs, and writing folder markers. */
        UPLOAD,
        /** Creating and configuring buckets. */
        MANAGE
    }
}
