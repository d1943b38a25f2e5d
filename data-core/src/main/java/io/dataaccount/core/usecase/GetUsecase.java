package io.dataaccount.core.usecase;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.Usecase;
import io.dataaccount.core.model.UsecaseId;

/** Reads one use case. */
public final class GetUsecase {
    private final DataAccess data;

    GetUsecase(DataAccess data) {
        this.data = data;
    }

    /** @throws DataException USECASE_NOT_FOUND */
    public Usecase run(Caller caller, UsecaseId id) {
        requireNonNull(caller, "caller is null");
        return data.usecase(id);
    }
}
