package io.dataaccount.core.port;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.usecase.UsecaseId;

/** What is said of a use case that is there or is not, or is not any more what it was, by every {@link UsecaseRepository}. */
public final class UsecaseErrors {
    private UsecaseErrors() {}

    /** There is one of that id already. */
    public static DataException exists(UsecaseId id) {
        return new DataException(
                ErrorCode.USECASE_EXISTS, "There is a use case '" + id + "' already: choose another id.");
    }

    /** There is one already whose id {@linkplain UsecaseId#looksLike looks like} this one. */
    public static DataException looksLike(UsecaseId id) {
        return new DataException(
                ErrorCode.USECASE_EXISTS,
                "There is a use case already whose id differs from '" + id
                        + "' in upper and lower case, or in dots, hyphens and underscores at its ends or repeated, alone:"
                        + " choose another id.");
    }

    /** It is not what was seen any more. */
    public static DataException conflict(UsecaseId id) {
        return new DataException(
                ErrorCode.CONFLICT,
                "The use case '" + id + "' was changed in the meantime: read it again and repeat the change.");
    }

    /** Guarded writes of other use cases kept coming in between. */
    public static DataException busy(UsecaseId id) {
        return new DataException(
                ErrorCode.UNAVAILABLE,
                "Other use cases kept being changed at the same moment as '" + id
                        + "', so nothing was written: try again a little later.");
    }

    /** There is none of that id. */
    public static DataException notFound(UsecaseId id) {
        return new DataException(
                ErrorCode.USECASE_NOT_FOUND, "There is no use case '" + id + "': check the id, or create it first.");
    }
}
