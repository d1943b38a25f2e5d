package io.dataaccount.core.error;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The data account refused one IAM action to the principal that the server acts as there. */
public final class AccessDeniedException extends DataException {
    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param principal who was refused: a role ARN, or words for the server's own credentials
     * @param action the IAM action that the policy must allow, such as {@code s3:PutBucketTagging}
     * @param resource what it was refused on, such as {@code bucket my-data}
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

    /** The IAM action that was refused. */
    public String action() {
        return action;
    }
}
