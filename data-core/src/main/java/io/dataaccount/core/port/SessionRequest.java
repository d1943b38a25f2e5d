package io.dataaccount.core.port;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What credentials are wanted for.
 *
 * @param caller on whose behalf; CloudTrail in the data account shows the name. The request that the caller makes is left out, so
 *     that one request may use what was got for another
 * @param target the account and the way into it
 * @param purpose what will be done with them
 * @param scope on what
 * @param validFor how long they should last
 * @param usecaseId the use case that they are wanted for, to count its sessions; null if there is none. It shapes no
 *     session: use cases with the same way into the same account share them
 * @param externalIdIsNew whether the server itself made the target's external id in this call, so that trying it is no guess. It
 *     shapes no session
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

    /** With an external id that somebody gave or that is stored. */
    public SessionRequest(
            Caller caller,
            AccountRole target,
            Purpose purpose,
            SessionScope scope,
            Duration validFor,
            @Nullable UsecaseId usecaseId) {
        this(caller, target, purpose, scope, validFor, usecaseId, false);
    }

    /** The same for no use case in particular. */
    public SessionRequest(Caller caller, AccountRole target, Purpose purpose, SessionScope scope, Duration validFor) {
        this(caller, target, purpose, scope, validFor, null);
    }

    public Optional<UsecaseId> usecase() {
        return Optional.ofNullable(usecaseId);
    }

    /** What a session is used for. */
    public enum Purpose {
        /** Listing buckets, folders and files. */
        BROWSE,
        /** Writing objects, by presigned URLs or as folder markers. */
        UPLOAD,
        /** Creating and configuring buckets. */
        MANAGE
    }
}
