package io.dataaccount.core.model.object;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.regex.Pattern;

/**
 * A media type with its parameters, such as {@code text/csv; charset=utf-8}, at most 255 ASCII characters. It is part
 * of the signature of an upload URL, byte for byte. Whitespace that clients and S3 could normalise differently is
 * refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1">RFC 9110, media type</a>
 */
public record ContentType(String value) {
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final String QUOTED = "\"(?:[!#-\\[\\]-~]|[!#-\\[\\]-~] (?=[!#-\\[\\]-~]))*\"";
    private static final Pattern FORM =
            Pattern.compile(TOKEN + "/" + TOKEN + "(?: ?; ?" + TOKEN + "=(?:" + TOKEN + "|" + QUOTED + "))*");
    private static final int MAX_LENGTH = 255;

    /** The default content type. Declared after the pattern, because static initialisation order matters. */
    public static final ContentType OCTET_STREAM = new ContentType("application/octet-stream");

    /** @throws InvalidInputException {@code content_type}, if the form is wrong */
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
