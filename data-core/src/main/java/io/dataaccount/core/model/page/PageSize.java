package io.dataaccount.core.model.page;

import io.dataaccount.core.error.InvalidInputException;

/** The maximum number of entries on a page: 1 to 1,000, the range of S3's own listings. */
public record PageSize(int value) {
    /** The largest page: 1,000 entries. */
    public static final PageSize MAX = new PageSize(1000);

    /** @throws InvalidInputException {@code page_size}, if the value is out of range */
    public PageSize {
        if (value < 1 || value > 1000) {
            throw new InvalidInputException("page_size", Integer.toString(value), "must be 1 to 1000");
        }
    }
}
