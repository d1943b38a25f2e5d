package io.dataaccount.core.model.object;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.regex.Pattern;

/**
 * A media type with its parameters, such as {@code text/csv; charset=utf-8}. It is signed into upload URLs byte for
 * byte, so white space that two parties would fold differently is refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1">RFC 9110, media type</a>
 */
public record ContentType(String value) {
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final String QUOTED = "\"(?:[!#-\\[\\]-~]|[!#-\\[\\]-~] (?=[!#-\\[\\]-~]))*\"";
    private static final Pattern FORM =
            Pattern.compile(TOKEN + "/" + TOKEN + "(?: ?; ?" + TOKEN + "=(?:" + TOKEN + "|" + QUOTED + "))*");
    private static final int MAX_LENGTH = 255;

    /** Of bytes that nobody says more about; below the rules, as it is checked by them. */
    public static final ContentType OCTET_STREAM = new ContentType("application/octet-stream");

    public ContentType {
        requireNonNull(value, "value is null");
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw new InvalidInputException(
                    "content_type", value, "must be a media type such as image/jpeg, at most 255 ASCII characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
