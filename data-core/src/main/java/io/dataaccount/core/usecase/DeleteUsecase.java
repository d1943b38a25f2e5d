package io.dataaccount.core.usecase;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.port.UsecaseRepository;

/** Removes a use case from the portal. Its buckets and what is in them stay. */
public final class DeleteUsecase {
    private final UsecaseRepository usecases;

    DeleteUsecase(UsecaseRepository usecases) {
        this.usecases = usecases;
    }

    /** @throws DataException USECASE_NOT_FOUND */
    public void run(Caller caller, UsecaseId id) {
        requireNonNull(caller, "caller is null");
        usecases.delete(id);
    }
}
