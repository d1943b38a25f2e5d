package io.dataaccount.core.model.upload;

import io.dataaccount.core.error.InvalidInputException;

/**
 * The number of a part in a multipart upload: 1 to 10,000.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">Multipart upload limits</a>
 */
public record PartNumber(int value) {
    private static final int MAX = 10_000;

    /** @throws InvalidInputException {@code part_number}, if the value is out of range */
    public PartNumber {
        if (value < 1 || value > MAX) {
            throw outOfRange(value);
        }
    }

    /**
     * The part number of that value.
     *
     * @throws InvalidInputException {@code part_number}, if the value is out of range, including values that do not fit
     *     an int
     */
    public static PartNumber of(long value) {
        if (value < 1 || value > MAX) {
            throw outOfRange(value);
        }
        return new PartNumber((int) value);
    }

    private static InvalidInputException outOfRange(long value) {
        return new InvalidInputException(
                "part_number",
                Long.toString(value),
                "must be 1 to 10000: " + (value < 1 ? "the first part has the number 1" : "use fewer, larger parts"));
    }
}
