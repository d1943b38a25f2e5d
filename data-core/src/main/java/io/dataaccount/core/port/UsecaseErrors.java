package io.dataaccount.core.port;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.usecase.UsecaseId;

/** The errors that every {@link UsecaseRepository} throws. */
public final class UsecaseErrors {
    private UsecaseErrors() {}

    /** A use case with that id exists. */
    public static DataException exists(UsecaseId id) {
        return new DataException(
                ErrorCode.USECASE_EXISTS, "The use case '" + id + "' already exists: choose another id.");
    }

    /** A use case exists whose id {@linkplain UsecaseId#looksLike looks like} this one. */
    public static DataException looksLike(UsecaseId id) {
        return new DataException(
                ErrorCode.USECASE_EXISTS,
                "A use case already exists whose id differs from '" + id
                        + "' only in upper and lower case, or in dots, hyphens and underscores that are repeated or"
                        + " at the ends: choose another id.");
    }

    /** The use case changed after it was read. */
    public static DataException conflict(UsecaseId id) {
        return new DataException(
                ErrorCode.CONFLICT,
                "The use case '" + id + "' was changed in the meantime: read it again and repeat the change.");
    }

    /** Other guarded writes happened during every attempt. */
    public static DataException busy(UsecaseId id) {
        return new DataException(
                ErrorCode.UNAVAILABLE,
                "Other use cases were changed at the same time as '" + id
                        + "' in every attempt, so nothing was written: try again a little later.");
    }

    /** There is no use case with that id. */
    public static DataException notFound(UsecaseId id) {
        return new DataException(
                ErrorCode.USECASE_NOT_FOUND,
                "There is no use case '" + id + "': check the id, or create the use case first.");
    }
}
