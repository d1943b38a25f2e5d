package io.dataaccount.testkit.contract;

import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.port.UsecaseRepository;
import java.util.List;
import java.util.Optional;
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
    public List<Usecase> list() {
        return repository.list();
    }

    @Override
    public Optional<Usecase> find(UsecaseId id) {
        return repository.find(id);
    }

    @Override
    public void create(Usecase usecase, Consumer<List<Usecase>> rules) {
        repository.create(usecase, thenStep(rules));
    }

    @Override
    public void update(Usecase seen, Usecase wanted) {
        repository.update(seen, wanted);
    }

    @Override
    public void update(Usecase seen, Usecase wanted, Consumer<List<Usecase>> rules) {
        repository.update(seen, wanted, thenStep(rules));
    }

    @Override
    public void delete(UsecaseId id) {
        repository.delete(id);
    }

    private Consumer<List<Usecase>> thenStep(Consumer<List<Usecase>> rules) {
        return others -> {
            rules.accept(others);
            step.run();
        };
    }
}
