package io.dataaccount.testkit.embedded.config;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.account.Partition;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A role that callers of the embedded STS may assume, in the account that its ARN names.
 *
 * @param arn {@code arn:PARTITION:iam::ACCOUNT:role/NAME}, the name with or without a path
 * @param externalId the external id that {@code AssumeRole} must send, compared exactly; if null, none is required
 * @param maxSessionSeconds the longest session, 3,600 to 43,200 seconds
 * @param allowedOperations names of the S3 operations (such as {@code PutBucketTagging}) that a session of this role
 *     may call; every other operation is refused with 403 {@code AccessDenied}. Null allows all
 */
public record EmbeddedRole(
        String arn,
        @Nullable String externalId,
        int maxSessionSeconds,
        @Nullable Set<String> allowedOperations) {
    /** Default of the longest session, one hour, as in IAM. */
    public static final int DEFAULT_MAX_SESSION_SECONDS = 3600;

    private static final Pattern FORM =
            Pattern.compile("arn:(" + Partition.FORM + "):iam::(\\d{12}):role/([\\w+=,.@/-]{1,576})");

    public EmbeddedRole {
        requireNonNull(arn, "arn is null");
        parse(arn);
        if (maxSessionSeconds < 3600 || maxSessionSeconds > 43_200) {
            throw new IllegalArgumentException("maxSessionSeconds must be 3600 to 43200, was: " + maxSessionSeconds);
        }
        allowedOperations = allowedOperations == null ? null : Set.copyOf(allowedOperations);
    }

    /**
     * A role with sessions of at most one hour that may call every operation.
     *
     * @throws IllegalArgumentException if the ARN is not that of a role
     */
    public EmbeddedRole(String arn, @Nullable String externalId) {
        this(arn, externalId, DEFAULT_MAX_SESSION_SECONDS, null);
    }

    /** A copy of this role whose sessions may call only these S3 operations. */
    public EmbeddedRole allowing(Set<String> operations) {
        return new EmbeddedRole(arn, externalId, maxSessionSeconds, operations);
    }

    /** The twelve digits of the account that the ARN names. */
    public String accountId() {
        return parse(arn).group(2);
    }

    /** The ARN of a session of this role. As in STS, it does not contain the path of the role. */
    public String sessionArn(String sessionName) {
        Matcher parts = parse(arn);
        String path = parts.group(3);
        String name = path.substring(path.lastIndexOf('/') + 1);
        return "arn:" + parts.group(1) + ":sts::" + parts.group(2) + ":assumed-role/" + name + "/" + sessionName;
    }

    private static Matcher parse(String arn) {
        Matcher parts = FORM.matcher(arn);
        if (!parts.matches()) {
            throw new IllegalArgumentException("arn is not the ARN of an IAM role: " + arn);
        }
        return parts;
    }

    @Override
    public String toString() {
        return "EmbeddedRole[arn=" + arn + ", externalId=" + (externalId == null ? "none" : "<redacted>")
                + ", maxSessionSeconds=" + maxSessionSeconds + ", allowedOperations=" + allowedOperations + "]";
    }
}
