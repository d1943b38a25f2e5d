package io.dataaccount.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.record.UsecaseRecord;
import io.dataaccount.testkit.embedded.store.SqliteTable;
import io.dataaccount.testkit.embedded.store.SqliteUsecaseRepository;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {
    private static final UsecaseId ID = new UsecaseId("uc-1");

    @TempDir
    Path directory;

    @Test
    void open_again_hasTheStoredUsecases() {
        Path file = directory.resolve("usecases.db");
        Usecase usecase = usecase(
                1,
                Map.of(
                        "digits", new BigInteger("9".repeat(1_500)),
                        "fraction", new BigDecimal("0.1000000000000000000000000000000001"),
                        "text", "größe"));
        try (SqliteUsecaseRepository repository = SqliteUsecaseRepository.open(file)) {
            repository.create(usecase);
        }
        try (SqliteUsecaseRepository repository = SqliteUsecaseRepository.open(file)) {
            assertThat(repository.find(ID)).contains(usecase);
            assertThat(repository.list(PageRequest.first(PageSize.MAX)).items()).containsExactly(usecase);
        }
    }

    @Test
    void open_whileAnotherHasWritten_seesItsData() {
        Path file = directory.resolve("usecases.db");
        try (SqliteUsecaseRepository one = SqliteUsecaseRepository.open(file)) {
            one.create(usecase(1, Map.of()));
            try (SqliteUsecaseRepository other = SqliteUsecaseRepository.open(file)) {
                assertThat(other.find(ID)).isPresent();
                other.delete(ID);
            }
            assertThat(one.find(ID)).isEmpty();
        }
    }

    @Test
    void open_createsTheDirectory_andAcceptsAnyName() {
        Path file = directory.resolve("a/b c/größe#%41?foreign_keys=on&'q'.db");
        SqliteUsecaseRepository.open(file).close();
        assertThat(file).exists();
    }

    /** Uses new files, because SQLite does not wait for other processes while it changes the journal mode of a file. */
    @Test
    void open_byManyAtOnce_works() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 100; round++) {
                Path file = directory.resolve("usecases" + round + ".db");
                Callable<Boolean> open = () -> {
                    try (SqliteUsecaseRepository repository = SqliteUsecaseRepository.open(file)) {
                        return repository
                                .list(PageRequest.first(PageSize.MAX))
                                .items()
                                .isEmpty();
                    }
                };
                for (Future<Boolean> future : pool.invokeAll(Collections.nCopies(8, open))) {
                    assertThat(future.get()).isTrue();
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void open_ofAFileThatIsNotADatabase_namesTheFileAndTheRemedy() throws IOException {
        Path file = Files.writeString(directory.resolve("notes.txt"), "These are my notes. ".repeat(100));
        assertThatThrownBy(() -> SqliteUsecaseRepository.open(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Move it away");
        assertThat(file).hasContent("These are my notes. ".repeat(100));
    }

    @Test
    void open_whereNoFileCanBeCreated_namesThePath() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        for (Path bad : List.of(directory, file.resolve("usecases.db"))) {
            assertThatThrownBy(() -> SqliteUsecaseRepository.open(bad))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(bad.toString());
        }
    }

    @Test
    void unreadableRecord_isRefusedByIdAndOmittedFromTheList() throws SQLException {
        Path file = directory.resolve("usecases.db");
        try (SqliteUsecaseRepository repository = SqliteUsecaseRepository.open(file)) {
            Usecase usecase = usecase(1, Map.of());
            repository.create(usecase);
            for (String text :
                    List.of("secret", "{\"a\":secret", "[]", "null", "{} secret", "{\"account_id\":\"1\"}")) {
                write(file, "INSERT OR REPLACE INTO usecases VALUES ('bad', '" + text + "')");
                DataException e =
                        catchThrowableOfType(DataException.class, () -> repository.find(new UsecaseId("bad")));
                assertThat(e.code()).as(text).isEqualTo(ErrorCode.UNREADABLE_USECASE);
                assertThat(e).hasNoCause();
                assertThat(e.detail()).doesNotContain("secret");
                assertThat(repository.list(PageRequest.first(PageSize.MAX)).items())
                        .containsExactly(usecase);
            }
        }
    }

    @Test
    void unreadableRecord_countsInRulesWithItsReadableFields() throws SQLException {
        Path file = directory.resolve("usecases.db");
        try (SqliteUsecaseRepository repository = SqliteUsecaseRepository.open(file)) {
            write(file, "INSERT INTO usecases VALUES ('no-record', 'secret')");
            write(
                    file,
                    "INSERT INTO usecases VALUES ('odd', '{\"usecase_id\":\"odd\",\"account_id\":\"111122223333\","
                            + "\"data_s3_bucket\":\"taken\",\"data_s3_prefix\":\"/no\"}')");
            List<Usecase> others = new ArrayList<>();
            repository.create(usecase(1, Map.of()), all -> others.addAll(all.all()));
            assertThat(others)
                    .singleElement()
                    .satisfies(odd -> assertThat(odd.dataBucket()).contains(new BucketName("taken")));
        }
    }

    @Test
    void update_keepsUnknownFieldsOfTheRecord() throws SQLException {
        Path file = directory.resolve("usecases.db");
        try (SqliteUsecaseRepository repository = SqliteUsecaseRepository.open(file)) {
            write(
                    file,
                    "INSERT INTO usecases VALUES ('uc-1', '{\"usecase_id\":\"uc-1\",\"account_id\":\"111122223333\","
                            + "\"deep\":{\"a\":[1.50]},\"none\":null}')");
            Usecase seen = repository.find(ID).orElseThrow();
            repository.update(seen, usecase(1, Map.of("owner", "me")));
            assertThat(repository.find(ID).orElseThrow().attributes()).isEqualTo(Map.of("owner", "me"));
            try (SqliteTable table = SqliteTable.open(file, "usecases", "usecase_id")) {
                assertThat(table.find("uc-1").orElseThrow()).contains("\"deep\":{\"a\":[1.50]},\"none\":null");
            }
        }
    }

    @Test
    void damagedFile_isAnInternalError() throws IOException {
        Path file = directory.resolve("usecases.db");
        try (SqliteUsecaseRepository repository = SqliteUsecaseRepository.open(file)) {
            repository.create(usecase(1, Map.of("notes", "n".repeat(100_000))));
        }
        byte[] bytes = Files.readAllBytes(file);
        java.util.Arrays.fill(bytes, 4096, bytes.length, (byte) 0x55);
        Files.write(file, bytes);
        try (SqliteUsecaseRepository repository = SqliteUsecaseRepository.open(file)) {
            DataException e =
                    catchThrowableOfType(DataException.class, () -> repository.list(PageRequest.first(PageSize.MAX)));
            assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL);
            assertThat(e.detail()).contains(file.toString(), "SQLITE_CORRUPT");
        }
    }

    @Test
    void afterClose_callsFail() {
        SqliteUsecaseRepository repository = SqliteUsecaseRepository.open(directory.resolve("usecases.db"));
        repository.close();
        repository.close();
        assertThat(catchThrowableOfType(DataException.class, () -> repository.list(PageRequest.first(PageSize.MAX)))
                        .code())
                .isEqualTo(ErrorCode.INTERNAL);
    }

    private static void write(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static Usecase usecase(long updatedAt, Map<String, Object> attributes) {
        Map<String, Object> record = new LinkedHashMap<>(
                Map.of("usecase_id", "uc-1", "account_id", "111122223333", "updated_at", updatedAt));
        record.putAll(attributes);
        return UsecaseRecord.read(record);
    }
}
