package io.dataaccount.testkit.fake;

import io.dataaccount.core.model.page.Page;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.policy.ConflictRetries;
import io.dataaccount.core.port.OtherUsecases;
import io.dataaccount.core.port.UsecaseErrors;
import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.core.port.UsecaseTokens;
import io.dataaccount.core.record.RecordChange;
import io.dataaccount.core.record.UsecaseRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Use cases in memory. Every write holds the lock of this object. Safe for use by many threads. */
public final class InMemoryUsecaseRepository implements UsecaseRepository {
    private final Map<UsecaseId, Usecase> usecases = new ConcurrentHashMap<>();
    private volatile int revision;

    /** Pages are in the order of the ids. */
    @Override
    public Page<Usecase> list(PageRequest page) {
        String after = page.after().map(UsecaseTokens::lastId).orElse("");
        List<Usecase> left = usecases.values().stream()
                .filter(usecase -> usecase.id().value().compareTo(after) > 0)
                .sorted(Comparator.comparing(usecase -> usecase.id().value()))
                .toList();
        int size = page.size().value();
        return left.size() <= size
                ? new Page<>(left, null)
                : new Page<>(
                        left.subList(0, size),
                        UsecaseTokens.after(left.get(size - 1).id().value()));
    }

    @Override
    public List<Usecase> find(Set<UsecaseId> ids) {
        return ids.stream().flatMap(id -> find(id).stream()).toList();
    }

    @Override
    public Optional<Usecase> find(UsecaseId id) {
        return Optional.ofNullable(usecases.get(id));
    }

    @Override
    public void create(Usecase usecase, Consumer<OtherUsecases> rules) {
        Usecase stored = UsecaseRecord.read(UsecaseRecord.of(usecase));
        guarded(usecase.id(), rules, () -> {
            if (usecases.putIfAbsent(usecase.id(), stored) != null) {
                throw UsecaseErrors.exists(usecase.id());
            }
        });
    }

    @Override
    public void update(Usecase seen, Usecase wanted, Consumer<OtherUsecases> rules) {
        guarded(seen.id(), rules, () -> update(seen, wanted));
    }

    private void guarded(UsecaseId id, Consumer<OtherUsecases> rules, Runnable write) {
        ConflictRetries.atOnce().run(id, () -> {
            int read = revision;
            rules.accept(() -> usecases.values().stream()
                    .filter(other -> !other.id().equals(id))
                    .toList());
            synchronized (this) {
                if (revision != read) {
                    return false;
                }
                write.run();
                revision++;
                return true;
            }
        });
    }

    @Override
    public synchronized void update(Usecase seen, Usecase wanted) {
        RecordChange change = RecordChange.between(seen, wanted);
        Usecase written = usecases.computeIfPresent(seen.id(), (id, stored) -> {
            if (!stored.updatedAt().equals(seen.updatedAt())) {
                throw UsecaseErrors.conflict(id);
            }
            return UsecaseRecord.read(change.applyTo(UsecaseRecord.of(stored)));
        });
        if (written == null) {
            throw UsecaseErrors.notFound(seen.id());
        }
    }

    @Override
    public synchronized void delete(UsecaseId id) {
        if (usecases.remove(id) == null) {
            throw UsecaseErrors.notFound(id);
        }
    }
}
