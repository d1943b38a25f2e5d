package io.dataaccount.core.usecase;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.Usecase;
import io.dataaccount.core.port.UsecaseRepository;
import java.util.Comparator;
import java.util.List;

/** Lists the use cases, by name and then id. */
public final class ListUsecases {
    private static final Comparator<Usecase> ORDER = Comparator.comparing(Usecase::name)
            .thenComparing(usecase -> usecase.id().value());

    private final UsecaseRepository usecases;

    ListUsecases(UsecaseRepository usecases) {
        this.usecases = usecases;
    }

    public List<Usecase> run(Caller caller) {
        requireNonNull(caller, "caller is null");
        return usecases.list().stream().sorted(ORDER).toList();
    }
}
