package io.dataaccount.core.error;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The data account denied an IAM action to the principal that the server uses there. */
public final class AccessDeniedException extends DataException {
    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * Creates the error.
     *
     * @param principal the denied identity: a role ARN, or a description of the server's own credentials
     * @param action the IAM action that the policy must allow, such as {@code s3:PutBucketTagging}
     * @param resource the resource of the action, such as {@code bucket my-data}
     * @param cause the exception of the storage client, or null
     */
    public AccessDeniedException(String principal, String action, String resource, @Nullable Throwable cause) {
        super(
                ErrorCode.DATA_ACCOUNT_DENIED,
                "The data account refused " + action + " on " + resource + " to " + principal
                        + ". Most likely the role's policy does not allow the action, or " + resource
                        + " belongs to another account: allow " + action
                        + " there, or check the bucket and the data account of the use case.",
                cause);
        this.action = requireNonNull(action, "action is null");
    }

    /** The denied IAM action. */
    public String action() {
        return action;
    }
}
