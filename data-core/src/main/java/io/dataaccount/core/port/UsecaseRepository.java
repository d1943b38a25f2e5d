package io.dataaccount.core.port;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.page.Page;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The stored use cases. Safe for use by many threads and many processes. Every method may throw {@link DataException}
 * with THROTTLED or UNAVAILABLE, both retryable.
 */
public interface UsecaseRepository {
    /**
     * One page of the use cases, in an order of the store that does not change. A use case that exists during the whole
     * listing is on exactly one page. Unreadable ones are left out and logged, so a page may have fewer entries than the
     * requested size and not be the last one. A recent write may not be visible yet.
     *
     * @throws InvalidInputException {@code page_token}, if the token is not that of a page of use cases
     */
    Page<Usecase> list(PageRequest page);

    /**
     * The readable ones of these use cases, in no particular order and read consistently: the last write of any process
     * is visible. Ids without a use case are skipped. Unreadable use cases are left out and logged.
     *
     * @param ids at most 1,000
     */
    List<Usecase> find(Set<UsecaseId> ids);

    /**
     * The use case, read consistently: the last write of any process is visible.
     *
     * @throws DataException UNREADABLE_USECASE if a field of the stored record breaks the rules of its type
     */
    Optional<Usecase> find(UsecaseId id);

    /**
     * Stores a new use case, as {@link #create(Usecase, Consumer)} does, without rules between use cases.
     *
     * @throws DataException as {@link #create(Usecase, Consumer)}
     */
    default void create(Usecase usecase) {
        create(usecase, others -> {});
    }

    /**
     * Stores a new use case if the rules between use cases permit it. The rules ask for the other use cases that
     * concern them. If another guarded write happens between the check and the write, the rules are checked again with
     * the new use cases, a limited number of times. The write is atomic: if the process dies, either all of it is stored or nothing.
     *
     * @param usecase the use case to store
     * @param rules throws an exception to refuse the write; must not write to this repository
     * @throws DataException what the rules throw; UNAVAILABLE if other guarded writes happened during every attempt;
     *     USECASE_EXISTS if a use case with that id exists; INVALID_INPUT, with the field, for an attribute that cannot
     *     be stored
     */
    void create(Usecase usecase, Consumer<OtherUsecases> rules);

    /**
     * Replaces the use case that was read with the wanted one. Only fields and attributes that differ between the two
     * are written. So values that other programs store in the record in their own formats are kept.
     *
     * @param seen the use case that was read
     * @param wanted the same id; {@code updatedAt} later than that of {@code seen}
     * @throws DataException CONFLICT if the record changed after it was read; USECASE_NOT_FOUND if it no longer exists;
     *     INVALID_INPUT, with the field, for an attribute that cannot be stored
     */
    void update(Usecase seen, Usecase wanted);

    /**
     * Updates as {@link #update(Usecase, Usecase)} does, guarded by rules between use cases as in
     * {@link #create(Usecase, Consumer)}. Every change that such a rule concerns must use this method.
     *
     * @param seen the use case that was read
     * @param wanted as for {@link #update(Usecase, Usecase)}
     * @param rules as for {@link #create(Usecase, Consumer)}
     * @throws DataException as {@link #update(Usecase, Usecase)}; what the rules throw; UNAVAILABLE if other guarded
     *     writes happened during every attempt
     */
    void update(Usecase seen, Usecase wanted, Consumer<OtherUsecases> rules);

    /**
     * Deletes the use case that exists when this method is called, even if it is unreadable. Its data is not deleted. A
     * use case with the same id that is created later is never deleted, even if a request arrives late or a response is
     * lost.
     *
     * @throws DataException USECASE_NOT_FOUND if there is none; CONFLICT if it changed meanwhile and nothing in it
     *     shows that it is still the same
     */
    void delete(UsecaseId id);
}
