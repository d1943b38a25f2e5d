package io.dataaccount.testkit.contract;

import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.port.UsecaseRepository;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A repository whose next guarded write is overtaken: after its rules were asked for the first time and before it
 * writes, the step given is done. For one thread.
 */
final class OvertakenRepository implements UsecaseRepository {
    private final UsecaseRepository repository;
    private Runnable step = () -> {};

    OvertakenRepository(UsecaseRepository repository) {
        this.repository = repository;
    }

    void overtakeNextBy(Runnable once) {
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
        repository.create(usecase, overtaken(rules));
    }

    @Override
    public void update(Usecase seen, Usecase wanted) {
        repository.update(seen, wanted);
    }

    @Override
    public void update(Usecase seen, Usecase wanted, Consumer<List<Usecase>> rules) {
        repository.update(seen, wanted, overtaken(rules));
    }

    @Override
    public void delete(UsecaseId id) {
        repository.delete(id);
    }

    private Consumer<List<Usecase>> overtaken(Consumer<List<Usecase>> rules) {
        return others -> {
            rules.accept(others);
            step.run();
        };
    }
}
