package io.dataaccount.testkit.fake;

import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.testkit.contract.UsecaseRepositoryContract;

class InMemoryUsecaseRepositoryTest extends UsecaseRepositoryContract {
    private final InMemoryUsecaseRepository repository = new InMemoryUsecaseRepository();

    @Override
    protected UsecaseRepository repository() {
        return repository;
    }
}
