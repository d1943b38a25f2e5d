package io.dataaccount.testkit.contract;

import io.dataaccount.core.model.page.Page;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.port.OtherUsecases;
import io.dataaccount.core.port.UsecaseRepository;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A repository that runs a step of the test during the next guarded write, after the first check of the rules and
 * before the write. For one thread.
 */
final class InterleavingRepository implements UsecaseRepository {
    private final UsecaseRepository repository;
    private Runnable step = () -> {};

    InterleavingRepository(UsecaseRepository repository) {
        this.repository = repository;
    }

    void runBeforeNextWrite(Runnable once) {
        step = () -> {
            step = () -> {};
            once.run();
        };
    }

    @Override
    public Page<Usecase> list(PageRequest page) {
        return repository.list(page);
    }

    @Override
    public List<Usecase> find(Set<UsecaseId> ids) {
        return repository.find(ids);
    }

    @Override
    public Optional<Usecase> find(UsecaseId id) {
        return repository.find(id);
    }

    @Override
    public void create(Usecase usecase, Consumer<OtherUsecases> rules) {
        repository.create(usecase, thenStep(rules));
    }

    @Override
    public void update(Usecase seen, Usecase wanted) {
        repository.update(seen, wanted);
    }

    @Override
    public void update(Usecase seen, Usecase wanted, Consumer<OtherUsecases> rules) {
        repository.update(seen, wanted, thenStep(rules));
    }

    @Override
    public void delete(UsecaseId id) {
        repository.delete(id);
    }

    private Consumer<OtherUsecases> thenStep(Consumer<OtherUsecases> rules) {
        return others -> {
            rules.accept(others);
            step.run();
        };
    }
}
