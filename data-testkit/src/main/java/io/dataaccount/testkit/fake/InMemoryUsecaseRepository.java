package io.dataaccount.testkit.fake;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.Usecase;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.port.RecordChange;
import io.dataaccount.core.port.UsecaseRecord;
import io.dataaccount.core.port.UsecaseRepository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Use cases in a map, gone with the object. */
public final class InMemoryUsecaseRepository implements UsecaseRepository {
    private final Map<UsecaseId, Usecase> usecases = new ConcurrentHashMap<>();

    @Override
    public List<Usecase> list() {
        return List.copyOf(usecases.values());
    }

    @Override
    public Optional<Usecase> find(UsecaseId id) {
        return Optional.ofNullable(usecases.get(id));
    }

    @Override
    public void create(Usecase usecase) {
        if (usecases.putIfAbsent(usecase.id(), usecase) != null) {
            throw new DataException(
                    ErrorCode.USECASE_EXISTS, "There is a use case '" + usecase.id() + "' already: choose another id.");
        }
    }

    @Override
    public void update(Usecase seen, Usecase wanted) {
        RecordChange change = RecordChange.between(seen, wanted);
        Usecase written = usecases.computeIfPresent(seen.id(), (id, stored) -> {
            if (!stored.updatedAt().equals(seen.updatedAt())) {
                throw new DataException(
                        ErrorCode.CONFLICT,
                        "The use case '" + id + "' was changed in the meantime: read it again and repeat the change.");
            }
            return UsecaseRecord.read(change.on(UsecaseRecord.of(stored)));
        });
        if (written == null) {
            throw notFound(seen.id());
        }
    }

    @Override
    public void delete(UsecaseId id) {
        if (usecases.remove(id) == null) {
            throw notFound(id);
        }
    }

    private static DataException notFound(UsecaseId id) {
        return new DataException(
                ErrorCode.USECASE_NOT_FOUND, "There is no use case '" + id + "': check the id, or create it first.");
    }
}
