package io.dataaccount.core.model.object;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;

/**
 * A prefix of object keys in a bucket: the root, which is empty, or a folder, which ends with a slash. The constructor
 * adds a missing trailing slash, so {@code a/b} and {@code a/b/} are the same prefix, and {@code team-a/} never covers
 * {@code team-ab/}. At most 1,024 bytes of UTF-8.
 *
 * <p>A prefix may name objects that other programs have written. So it accepts characters and segments that
 * {@link #toWrite} refuses, such as {@code a//} or {@code a/../}. S3 takes them literally: {@code a/../b/} is below
 * {@code a/}.
 */
public record Prefix(String value) {
    /** The root of a bucket: the empty prefix. */
    public static final Prefix ROOT = new Prefix("");

    /** @throws InvalidInputException {@code prefix}, if the value is too long or not valid Unicode */
    public Prefix {
        requireNonNull(value, "value is null");
        if (!value.isEmpty()) {
            value = value.endsWith("/") ? value : value + "/";
            KeyRules.checkLength("prefix", value);
        }
    }

    /**
     * A prefix for keys to write, or for a stored setting.
     *
     * @throws InvalidInputException as {@link #checkedToWrite}
     */
    public static Prefix toWrite(String text) {
        return new Prefix(text).checkedToWrite("prefix");
    }

    /**
     * Returns this prefix if keys can be written under it.
     *
     * @param field the field that the error names
     * @throws InvalidInputException if the prefix begins with a slash, or has an empty segment, a segment {@code .} or
     *     {@code ..}, control characters or noncharacters of Unicode, such as U+FFFF
     */
    public Prefix checkedToWrite(String field) {
        if (value.equals("/")) {
            throw new InvalidInputException(field, value, "must not begin with a slash: leave it empty for the root");
        }
        if (!isRoot()) {
            KeyRules.check(field, value, value.substring(0, value.length() - 1));
        }
        KeyRules.checkWritable(field, value);
        return this;
    }

    /** Whether this is the root of a bucket. */
    public boolean isRoot() {
        return value.isEmpty();
    }

    /** Whether the key or prefix equals this prefix or is below it. */
    public boolean covers(String keyOrPrefix) {
        return keyOrPrefix.startsWith(value);
    }

    /**
     * The key of a file below this prefix.
     *
     * @param relativePath such as {@code run1/img.jpg}
     * @throws InvalidInputException {@code key}, if the path or the resulting key breaks a rule
     */
    public ObjectKey key(String relativePath) {
        return new ObjectKey(value + new ObjectKey(relativePath).value());
    }

    @Override
    public String toString() {
        return value;
    }
}
