package io.dataaccount.core.port;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.record.UsecaseRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The use cases. Safe for use by many threads and many processes. Every method may throw {@link DataException} with
 * THROTTLED or UNAVAILABLE, both retryable.
 */
public interface UsecaseRepository {
    /**
     * Every use case that can be read, in no particular order; one that cannot is left out and logged.
     */
    List<Usecase> list();

    /**
     * The use case as last written, by whomever.
     *
     * @throws DataException UNREADABLE_USECASE if a field of the stored record breaks the rules of its type
     */
    Optional<Usecase> find(UsecaseId id);

    /**
     * Stores a new use case, as {@link #create(Usecase, Consumer)} does, without rules between use cases.
     *
     * @throws DataException as there
     */
    default void create(Usecase usecase) {
        create(usecase, others -> {});
    }

    /**
     * Stores a new use case if the rules between it and the others allow that. The rules are asked with the other use
     * cases, and of those that cannot be read with what can be read of them ({@link UsecaseRecord#readPartly}). If another
     * guarded write happens between that and this write, they are asked again with the use cases as they are then, some
     * times. The write is one step: a process that dies leaves all of it or nothing.
     *
     * @param rules throws to refuse; must not write to this repository
     * @throws DataException what the rules throw; UNAVAILABLE if other guarded writes kept coming in between;
     *     USECASE_EXISTS if there is one of that id; INVALID_INPUT, naming the field, for an attribute that cannot be stored
     */
    void create(Usecase usecase, Consumer<List<Usecase>> rules);

    /**
     * Replaces what was read by what is wanted. Only fields and attributes that differ between the two are written, so
     * what others keep in the record in forms of their own stays.
     *
     * @param seen as it was read
     * @param wanted the same id; {@code updatedAt} later than that of {@code seen}
     * @throws DataException CONFLICT if the record was changed since it was read; USECASE_NOT_FOUND if it is gone;
     *     INVALID_INPUT, naming the field, for an attribute that cannot be stored
     */
    void update(Usecase seen, Usecase wanted);

    /**
     * The same, guarded by rules between use cases as {@link #create(Usecase, Consumer)} is. Every change that such a rule
     * is about must be made with this one.
     *
     * @throws DataException as {@link #update(Usecase, Usecase)}; what the rules throw; UNAVAILABLE if other guarded
     *     writes kept coming in between
     */
    void update(Usecase seen, Usecase wanted, Consumer<List<Usecase>> rules);

    /**
     * Removes the use case that is there when this is called, also one that cannot be read, and nothing of its data. One of
     * the same id that is created after that stays, however late a request arrives, and whether a response is lost or not.
     *
     * @throws DataException USECASE_NOT_FOUND if there is none; CONFLICT if it was changed meanwhile and nothing in it shows
     *     that it is still the same
     */
    void delete(UsecaseId id);
}
