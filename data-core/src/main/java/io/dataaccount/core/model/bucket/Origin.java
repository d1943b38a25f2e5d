package io.dataaccount.core.model.bucket;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.regex.Pattern;

/**
 * The origin of a web page as a browser sends it: scheme, host and port, such as {@code https://portal.example.com}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6454#section-6.2">RFC 6454, ASCII serialisation</a>
 */
public record Origin(String value) {
    private static final Pattern FORM =
            Pattern.compile("https?://(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");

    /** @throws InvalidInputException {@code origin}, if the form is wrong */
    public Origin {
        requireNonNull(value, "value is null");
        if (!FORM.matcher(value).matches()) {
            throw new InvalidInputException(
                    "origin", value, "must be scheme, host and port in lower case, such as https://portal.example.com");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
