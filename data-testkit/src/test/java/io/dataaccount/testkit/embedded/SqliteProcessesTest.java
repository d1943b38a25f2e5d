package io.dataaccount.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.Usecase;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.port.UsecaseRecord;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteProcessesTest {
    private static final UsecaseId ID = new UsecaseId("counter");
    private static final int BY_CHILD = 50;

    @TempDir
    Path directory;

    /** The one counts as long as the other runs. */
    @Test
    void update_byTwoProcesses_losesNothing() throws Exception {
        Path file = directory.resolve("usecases.db");
        try (SqliteUsecaseRepository repository = SqliteUsecaseRepository.open(file)) {
            repository.create(counter());
            Process child = start(file);
            int ours = 0;
            try {
                while (child.isAlive()) {
                    ours += increment(repository) ? 1 : 0;
                }
                assertThat(child.waitFor(1, TimeUnit.SECONDS)).isTrue();
            } finally {
                child.destroyForcibly();
            }
            assertThat(child.exitValue()).isZero();
            assertThat(ours).isPositive();
            assertThat(repository.find(ID).orElseThrow().attributes()).isEqualTo(Map.of("count", ours + BY_CHILD));
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

    /** The other process. */
    public static void main(String[] arguments) {
        try (SqliteUsecaseRepository repository = SqliteUsecaseRepository.open(Path.of(arguments[0]))) {
            int done = 0;
            while (done < BY_CHILD) {
                done += increment(repository) ? 1 : 0;
            }
        }
    }

    private static boolean increment(SqliteUsecaseRepository repository) {
        Usecase seen = repository.find(ID).orElseThrow();
        int count = (Integer) seen.attributes().getOrDefault("count", 0);
        Map<String, Object> next = new LinkedHashMap<>(UsecaseRecord.of(seen));
        next.put("count", count + 1);
        next.put("updated_at", seen.updatedAt().toEpochMilli() + 1);
        try {
            repository.update(seen, UsecaseRecord.read(next));
            return true;
        } catch (DataException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
            return false;
        }
    }

    private static Usecase counter() {
        return UsecaseRecord.read(Map.of("usecase_id", ID.value(), "account_id", "111122223333"));
    }
}
