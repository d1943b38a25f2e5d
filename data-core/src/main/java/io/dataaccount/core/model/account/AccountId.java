package io.dataaccount.core.model.account;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.regex.Pattern;

/** Id of an AWS account: 12 digits, leading zeros included. */
public record AccountId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9]{12}");

    /** @throws InvalidInputException {@code account_id}, if the value is not 12 digits */
    public AccountId {
        requireNonNull(value, "value is null");
        if (!FORM.matcher(value).matches()) {
            throw new InvalidInputException("account_id", value, "must be the 12 digits of an AWS account");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
