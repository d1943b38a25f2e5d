package io.dataaccount.testkit.embedded.store;

import io.dataaccount.core.error.DataException;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use cases in an SQLite file, for a server without AWS. They persist across restarts. Several processes may open the
 * same file. The file contains external ids in plain text.
 *
 * <p>Safe for use by many threads. The caller closes it.
 */
public final class SqliteUsecaseRepository implements UsecaseRepository, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteUsecaseRepository.class);

    /** Name of the table in SQL. */
    static final String TABLE = "usecases";

    static final String KEY = "usecase_id";

    private final SqliteTable table;
    private final ConflictRetries retries;

    private SqliteUsecaseRepository(SqliteTable table, ConflictRetries retries) {
        this.table = table;
        this.retries = retries;
    }

    /**
     * Opens the file; creates it and its directory if they are missing.
     *
     * @throws IllegalStateException if the file is not an SQLite database or cannot be written; the message says what
     *     to do
     */
    public static SqliteUsecaseRepository open(Path file) {
        return open(file, ConflictRetries.pausing());
    }

    /**
     * Opens the file as {@link #open(Path)} does.
     *
     * @param retries repeats a write if another write changed the file after the rules were checked
     * @throws IllegalStateException if the file is not an SQLite database or cannot be written; the message says what
     *     to do
     */
    public static SqliteUsecaseRepository open(Path file, ConflictRetries retries) {
        return new SqliteUsecaseRepository(
                SqliteTable.open(file, TABLE, KEY).withIndexes(SqliteOtherUsecases.INDEXED), retries);
    }

    /** Pages are in the order of the ids. */
    @Override
    public Page<Usecase> list(PageRequest page) {
        String after = page.after().map(UsecaseTokens::lastId).orElse("");
        int size = page.size().value();
        List<String> ids = new ArrayList<>();
        List<Usecase> usecases = new ArrayList<>();
        table.forEachAfter(after, size + 1, (id, text) -> {
            ids.add(id);
            if (ids.size() <= size) {
                readable(id, text).ifPresent(usecases::add);
            }
        });
        return new Page<>(usecases, ids.size() <= size ? null : UsecaseTokens.after(ids.get(size - 1)));
    }

    @Override
    public List<Usecase> find(Set<UsecaseId> ids) {
        return ids.stream()
                .map(UsecaseId::value)
                .flatMap(id -> table.find(id).flatMap(text -> readable(id, text)).stream())
                .toList();
    }

    private static Optional<Usecase> readable(String id, String text) {
        try {
            return Optional.of(usecase(id, text));
        } catch (DataException e) {
            LOG.warn(
                    "Omitted a use case from the list: {} of {} cannot be read",
                    e.field().orElse("the record"),
                    id);
            return Optional.empty();
        }
    }

    @Override
    public Optional<Usecase> find(UsecaseId id) {
        return table.find(id.value()).map(text -> usecase(id.value(), text));
    }

    private static Usecase usecase(String id, String text) {
        return UsecaseRecord.read(RecordText.read(id, text));
    }

    @Override
    public void create(Usecase usecase, Consumer<OtherUsecases> rules) {
        String text = RecordText.write(UsecaseRecord.of(usecase));
        guarded(usecase.id(), rules, () -> {
            if (!table.insert(usecase.id().value(), text)) {
                throw UsecaseErrors.exists(usecase.id());
            }
        });
    }

    @Override
    public void update(Usecase seen, Usecase wanted, Consumer<OtherUsecases> rules) {
        guarded(seen.id(), rules, () -> update(seen, wanted));
    }

    private void guarded(UsecaseId id, Consumer<OtherUsecases> rules, Runnable write) {
        retries.run(id, () -> {
            long read = table.revision();
            rules.accept(new SqliteOtherUsecases(table, id));
            return table.atomically(() -> {
                if (table.revision() != read) {
                    return false;
                }
                write.run();
                table.nextRevision();
                return true;
            });
        });
    }

    @Override
    public void update(Usecase seen, Usecase wanted) {
        RecordChange change = RecordChange.between(seen, wanted);
        String id = seen.id().value();
        boolean found = table.change(id, text -> {
            Map<String, Object> stored = RecordText.read(id, text);
            if (!UsecaseRecord.updatedAt(stored).equals(seen.updatedAt())) {
                throw UsecaseErrors.conflict(seen.id());
            }
            return RecordText.write(change.applyTo(stored));
        });
        if (!found) {
            throw UsecaseErrors.notFound(seen.id());
        }
    }

    @Override
    public void delete(UsecaseId id) {
        if (!table.delete(id.value())) {
            throw UsecaseErrors.notFound(id);
        }
    }

    /** Closes the file. Later calls fail. */
    @Override
    public void close() {
        table.close();
    }
}
