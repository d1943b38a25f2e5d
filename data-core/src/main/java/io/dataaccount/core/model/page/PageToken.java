package io.dataaccount.core.model.page;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.regex.Pattern;

/**
 * The position at which a listing continues. Only the store that issued it can interpret it. 1 to 4,096 visible ASCII
 * characters.
 */
public record PageToken(String value) {
    private static final Pattern FORM = Pattern.compile("[!-~]{1,4096}");

    /** @throws InvalidInputException {@code page_token}, without the value, if the form is wrong */
    public PageToken {
        requireNonNull(value, "value is null");
        if (!FORM.matcher(value).matches()) {
            throw InvalidInputException.withoutValue(
                    "page_token", "must be the next_token of an earlier page, unchanged");
        }
    }
}
