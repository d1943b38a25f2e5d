package io.dataaccount.core.model.object;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;

/**
 * Key of an object to write: at most 1,024 bytes of UTF-8, in segments between slashes. A key has no slash at either
 * end, no empty, {@code .} or {@code ..} segment, no control characters and no noncharacters of Unicode.
 */
public record ObjectKey(String value) {
    /** @throws InvalidInputException {@code key}, if the value breaks a rule */
    public ObjectKey {
        requireNonNull(value, "value is null");
        if (value.isEmpty()) {
            throw InvalidInputException.withoutValue("key", "must not be empty");
        }
        if (value.endsWith("/")) {
            throw new InvalidInputException(
                    "key", value, "must not end with a slash: create folders with the folders call");
        }
        KeyRules.check("key", value, value);
        KeyRules.checkWritable("key", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
