package io.dataaccount.core.model.account;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of an IAM role, such as {@code arn:aws:iam::123456789012:role/path/Name}, or of an account's root. The portal
 * stores a root ARN in a single-account set-up, where no role is needed.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">IAM identifiers</a>
 */
public record RoleArn(String value) {
    private static final Pattern FORM = Pattern.compile(
            "arn:" + Partition.FORM + ":iam::(?<account>[0-9]{12}):(?:root|role/(?:[!-~]{1,510}/)?[\\w+=,.@-]{1,64})");

    /** @throws InvalidInputException {@code role_arn}, if the value is not such an ARN */
    public RoleArn {
        requireNonNull(value, "value is null");
        if (!FORM.matcher(value).matches()) {
            throw new InvalidInputException(
                    "role_arn", value, "must be the ARN of an IAM role, such as arn:aws:iam::123456789012:role/Name");
        }
    }

    /** The account that the role belongs to. */
    public AccountId account() {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalStateException("checked at construction");
        }
        return new AccountId(matcher.group("account"));
    }

    /** Whether this is the ARN of an account's root, which is not a role and cannot be assumed. */
    public boolean isRoot() {
        return value.endsWith(":root");
    }

    @Override
    public String toString() {
        return value;
    }
}
