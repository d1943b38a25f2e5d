package io.dataaccount.core.model.account;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The external id that a role's trust policy requires: 2 to 1,224 letters, digits or characters of
 * {@code _ + = , . @ : / -}. AWS does not treat it as a secret. This project does, because an attacker who knows it has
 * one value less to guess. {@link #toString} does not show it.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
public record ExternalId(String value) {
    private static final Pattern FORM = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    /** @throws InvalidInputException {@code external_id}, without the value, if the form is wrong */
    public ExternalId {
        requireNonNull(value, "value is null");
        if (!FORM.matcher(value).matches()) {
            throw InvalidInputException.withoutValue(
                    "external_id", "must be 2 to 1,224 letters, digits or characters of _ + = , . @ : / -");
        }
    }

    /** A new external id that nobody can guess: a random UUID (version 4). */
    public static ExternalId random() {
        return new ExternalId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return "<redacted>";
    }
}
