package io.dataaccount.core.model.user;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.regex.Pattern;

/**
 * Id of a user at the identity provider: 1 to 255 printable ASCII characters, without a space at either end.
 * Case-sensitive.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect Core, sub</a>
 */
public record UserId(String value) {
    private static final Pattern FORM = Pattern.compile("[!-~](?:[ -~]{0,253}[!-~])?");

    /** @throws InvalidInputException {@code user_id}, if the form is wrong */
    public UserId {
        requireNonNull(value, "value is null");
        if (!accepts(value)) {
            throw new InvalidInputException(
                    "user_id", value, "must be 1 to 255 printable ASCII characters without a space at either end");
        }
    }

    /** Whether the text is a valid user id. */
    public static boolean accepts(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
