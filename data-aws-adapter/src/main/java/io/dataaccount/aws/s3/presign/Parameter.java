package io.dataaccount.aws.s3.presign;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A query parameter of a call to S3, in clear.
 *
 * @param name begins with a lower-case letter, and so stands behind the signature's own parameters when they are sorted
 * @param value null for one that is only there, such as {@code uploads}
 */
record Parameter(String name, @Nullable String value) {
    Parameter {
        requireNonNull(name, "name is null");
        if (name.isEmpty() || name.charAt(0) < 'a' || name.charAt(0) > 'z') {
            throw new IllegalArgumentException("a parameter's name begins with a lower-case letter");
        }
    }
}
