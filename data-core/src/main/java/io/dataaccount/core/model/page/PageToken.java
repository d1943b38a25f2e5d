package io.dataaccount.core.model.page;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.regex.Pattern;

/** Where a listing goes on, as the store that gave it out says it: opaque, at most 4,096 visible ASCII characters. */
public record PageToken(String value) {
    private static final Pattern FORM = Pattern.compile("[!-~]{1,4096}");

    public PageToken {
        requireNonNull(value, "value is null");
        if (!FORM.matcher(value).matches()) {
            throw InvalidInputException.withoutValue(
                    "page_token", "must be the next_token of an earlier page, unchanged");
        }
    }
}
