package io.dataaccount.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.record.UsecaseRecord;
import io.dataaccount.testkit.embedded.store.SqliteUsecaseRepository;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteProcessesTest {
    private static final UsecaseId ID = new UsecaseId("counter");
    private static final int EACH = 100;

    @TempDir
    Path directory;

    @Test
    void update_byTwoProcesses_losesNothing() throws Exception {
        Path file = directory.resolve("usecases.db");
        try (SqliteUsecaseRepository repository = SqliteUsecaseRepository.open(file)) {
            repository.create(counter());
            Process child = start(file);
            try {
                count(repository);
                assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
            } finally {
                child.destroyForcibly();
            }
            assertThat(child.exitValue()).isZero();
            assertThat(repository.find(ID).orElseThrow().attributes()).isEqualTo(Map.of("count", 2 * EACH));
        }
    }

    private static Process start(Path file) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SqliteProcessesTest.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The main method of the second process. */
    public static void main(String[] arguments) {
        try (SqliteUsecaseRepository repository = SqliteUsecaseRepository.open(Path.of(arguments[0]))) {
            count(repository);
        }
    }

    private static void count(SqliteUsecaseRepository repository) {
        int done = 0;
        while (done < EACH) {
            done += increment(repository) ? 1 : 0;
        }
    }

    /**
     * Returns whether the update succeeded. It may conflict with the other process or time out, but must report that.
     */
    private static boolean increment(SqliteUsecaseRepository repository) {
        try {
            Usecase seen = repository.find(ID).orElseThrow();
            int count = (Integer) seen.attributes().getOrDefault("count", 0);
            Map<String, Object> next = new LinkedHashMap<>(UsecaseRecord.of(seen));
            next.put("count", count + 1);
            next.put("updated_at", seen.updatedAt().toEpochMilli() + 1);
            repository.update(seen, UsecaseRecord.read(next));
            return true;
        } catch (DataException e) {
            assertThat(e.code()).isIn(ErrorCode.CONFLICT, ErrorCode.UNAVAILABLE);
            return false;
        }
    }

    private static Usecase counter() {
        return UsecaseRecord.read(Map.of("usecase_id", ID.value(), "account_id", "111122223333"));
    }
}
