package io.dataaccount.testkit.embedded.config;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A role that the embedded STS lets callers assume, in whatever account its ARN names.
 *
 * @param arn {@code arn:PARTITION:iam::ACCOUNT:role/NAME}, the name with or without a path
 * @param externalId what {@code AssumeRole} must bring, to the letter; null asks for none
 * @param maxSessionSeconds the longest session, 3,600 to 43,200 seconds
 * @param allowedOperations names of the S3 operations (such as {@code PutBucketTagging}) that a session of
 *     this role may call, everything else being refused with 403 {@code AccessDeniedException}; null allows all
 */
public record EmbeddedRole(
        String arn,
        @Nullable String externalId,
        int maxSessionSeconds,
        @Nullable Set<String> allowedOperations) {
    /** The longest session of a role that says nothing else, as in IAM: one hour. */
    public static final int DEFAULT_MAX_SESSION_SECONDS = 3600;

    private static final Pattern FORM =
            Pattern.compile("arn:(aws|aws-cn|aws-us-gov):iam::(\\d{12}):role/([\\w+=,.@/-]{1,576})");

    public EmbeddedRole {
        requireNonNull(arn, "arn is null");
        parse(arn);
        if (maxSessionSeconds < 3600 || maxSessionSeconds > 43_200) {
            throw new IllegalArgumentException("maxSessionSeconds must be 3600 to 43200, was: " + maxSessionSeconds);
        }
        allowedOperations = allowedOperations == null ? null : Set.copyOf(allowedOperations);
    }

    /** A role with sessions of at most an hour that may do everything. */
    public EmbeddedRole(String arn, @Nullable String externalId) {
        this(arn, externalId, DEFAULT_MAX_SESSION_SECONDS, null);
    }

    /** The same role, whose sessions may call only these S3 operations. */
    public EmbeddedRole allowing(Set<String> operations) {
        return new EmbeddedRole(arn, externalId, maxSessionSeconds, operations);
    }

    public String accountId() {
        return parse(arn).group(2);
    }

    /** The ARN that a session of this role has; STS leaves the role's path out of it. */
    public String sessionArn(String sessionName) {
        Matcher parts = parse(arn);
        String path = parts.group(3);
        String name = path.substring(path.lastIndexOf('/') + 1);
        return "arn:" + parts.group(1) + ":sts::" + parts.group(2) + ":assumed-role/" + name + "/" + sessionName;
    }

    private static Matcher parse(String arn) {
        Matcher parts = FORM.matcher(arn);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not the ARN of an IAM role: " + arn);
        }
        return parts;
    }

    @Override
    public String toString() {
        return "EmbeddedRole[arn=" + arn + ", externalId=" + (externalId == null ? "none" : "<redacted>")
                + ", maxSessionSeconds=" + maxSessionSeconds + ", allowedOperations=" + allowedOperations + "]";
    }
}
