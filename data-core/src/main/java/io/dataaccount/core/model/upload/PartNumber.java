package io.dataaccount.core.model.upload;

import io.dataaccount.core.error.InvalidInputException;

/**
 * Which part of a multipart upload: 1 to 10,000.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">Multipart upload limits</a>
 */
public record PartNumber(int value) {
    private static final int MAX = 10_000;

    public PartNumber {
        if (value < 1 || value > MAX) {
            throw outOfRange(value);
        }
    }

    /** @throws InvalidInputException if it is not in range, however large */
    public static PartNumber of(long value) {
        if (value < 1 || value > MAX) {
            throw outOfRange(value);
        }
        return new PartNumber((int) value);
    }

    private static InvalidInputException outOfRange(long value) {
        return new InvalidInputException(
                "part_number", Long.toString(value), "must be 1 to 10000: make the parts larger");
    }
}
