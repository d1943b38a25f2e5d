package io.dataaccount.core.model.object;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;

/**
 * Key of an object that we write: at most 1,024 UTF-8 bytes, segments between slashes, no slash at either end,
 * neither control characters nor noncharacters of Unicode.
 */
public record ObjectKey(String value) {
    public ObjectKey {
        requireNonNull(value, "value is null");
        if (value.isEmpty()) {
            throw InvalidInputException.withoutValue("key", "must not be empty");
        }
        if (value.endsWith("/")) {
            throw new InvalidInputException("key", value, "must not end with a slash: create a folder for that");
        }
        KeyRules.check("key", value, value);
        KeyRules.checkWritable("key", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
