package io.dataaccount.core.port;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.usecase.Usecase;
import java.util.List;

/**
 * The use cases besides the one that a guarded write of a {@link UsecaseRepository} stores. The rules between use cases
 * ask for those that concern them. Every list contains each use case at most once, in no particular order. An unreadable
 * use case is listed with its readable part ({@link io.dataaccount.core.record.UsecaseRecord#readPartly}), if the
 * value that is searched for can be read.
 *
 * <p>Every guarded write that was complete when the check of the rules began is visible. May be used only during the
 * check and by its thread. Every method may throw {@link io.dataaccount.core.error.DataException} with THROTTLED or
 * UNAVAILABLE, both retryable.
 */
@FunctionalInterface
public interface OtherUsecases {
    /** All other use cases. Reads the whole store, so only rare writes should need it. */
    List<Usecase> all();

    /** Those whose own account or whose data account is this one, as {@link Usecase#uses} says. */
    default List<Usecase> ofAccount(AccountId account) {
        return all().stream().filter(each -> each.uses(account)).toList();
    }

    /** Those that store the external id, for their own account or for their data account. */
    default List<Usecase> withExternalId(ExternalId id) {
        return all().stream().filter(each -> each.hasExternalId(id)).toList();
    }
}
