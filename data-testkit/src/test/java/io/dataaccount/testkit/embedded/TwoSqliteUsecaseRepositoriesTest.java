package io.dataaccount.testkit.embedded;

import io.dataaccount.core.policy.ConflictRetries;
import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.testkit.contract.UsecaseRepositoryContract;
import io.dataaccount.testkit.embedded.store.SqliteUsecaseRepository;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two repositories with the same file, called alternately, so that a read rarely uses the repository that wrote. */
class TwoSqliteUsecaseRepositoriesTest extends UsecaseRepositoryContract {
    @TempDir
    Path directory;

    private final AtomicInteger calls = new AtomicInteger();
    private SqliteUsecaseRepository one;
    private SqliteUsecaseRepository other;

    @BeforeEach
    void open() {
        one = SqliteUsecaseRepository.open(directory.resolve("usecases.db"), ConflictRetries.atOnce());
        other = SqliteUsecaseRepository.open(directory.resolve("usecases.db"), ConflictRetries.atOnce());
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Override
    protected UsecaseRepository repository() {
        return calls.incrementAndGet() % 2 == 0 ? one : other;
    }
}
