package io.dataaccount.testkit.embedded.store;

import io.dataaccount.core.policy.ConflictRetries;
import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.testkit.contract.UsecaseRepositoryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteUsecaseRepositoryTest extends UsecaseRepositoryContract {
    @TempDir
    Path directory;

    private SqliteUsecaseRepository repository;

    @BeforeEach
    void open() {
        repository = SqliteUsecaseRepository.open(directory.resolve("usecases.db"), ConflictRetries.atOnce());
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Override
    protected UsecaseRepository repository() {
        return repository;
    }
}
