package io.dataaccount.core.model.page;

import io.dataaccount.core.error.InvalidInputException;

/** How many entries a page has at the most: 1 to 1,000, as S3's own listings have it. */
public record PageSize(int value) {
    public static final PageSize MAX = new PageSize(1000);

    public PageSize {
        if (value < 1 || value > 1000) {
            throw new InvalidInputException("page_size", Integer.toString(value), "must be 1 to 1000");
        }
    }
}
