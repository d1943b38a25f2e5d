package io.dataaccount.core.model.object;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;

/**
 * A place in a bucket: the root, which is empty, or a folder, which ends with a slash. A text without the trailing
 * slash gets it, so {@code a/b} and {@code a/b/} are the same prefix, and {@code team-a/} never covers {@code team-ab/}.
 *
 * <p>A prefix may name what other programs have written, so it may have characters and segments that {@link #toWrite}
 * refuses, such as {@code a//} or {@code a/../}. S3 takes them literally: {@code a/../b/} lies below {@code a/}.
 */
public record Prefix(String value) {
    public static final Prefix ROOT = new Prefix("");

    public Prefix {
        requireNonNull(value, "value is null");
        if (!value.isEmpty()) {
            value = value.endsWith("/") ? value : value + "/";
            KeyRules.checkLength("prefix", value);
        }
    }

    /**
     * A prefix that keys are to be written under, or that is to be stored.
     *
     * @throws InvalidInputException as {@link #checkedToWrite}
     */
    public static Prefix toWrite(String text) {
        return new Prefix(text).checkedToWrite("prefix");
    }

    /**
     * This prefix, if keys may be written under it.
     *
     * @param field its name in the refusal
     * @throws InvalidInputException if it begins with a slash, or has an empty segment, a segment {@code .} or {@code ..}, control
     *     characters or noncharacters of Unicode, such as U+FFFF
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

    public boolean isRoot() {
        return value.isEmpty();
    }

    /** Whether the key or prefix is this place or lies below it. */
    public boolean covers(String keyOrPrefix) {
        return keyOrPrefix.startsWith(value);
    }

    /** The key of a file at a relative path such as {@code run1/img.jpg} below this prefix. */
    public ObjectKey key(String relativePath) {
        return new ObjectKey(value + new ObjectKey(relativePath).value());
    }

    @Override
    public String toString() {
        return value;
    }
}
