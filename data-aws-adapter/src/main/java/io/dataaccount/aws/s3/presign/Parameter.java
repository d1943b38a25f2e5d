package io.dataaccount.aws.s3.presign;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A query parameter of a request to S3, not encoded.
 *
 * @param name begins with a lower-case letter, so it sorts after the parameters of the signature
 * @param value null for a parameter without a value, such as {@code uploads}
 */
record Parameter(String name, @Nullable String value) {
    Parameter {
        requireNonNull(name, "name is null");
        if (name.isEmpty() || name.charAt(0) < 'a' || name.charAt(0) > 'z') {
            throw new IllegalArgumentException("the name of a parameter must begin with a lower-case letter");
        }
    }
}
