package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.port.OtherUsecases;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ensures that an external id is used for one account only. A role that trusts the server with an external id trusts
 * every caller for whom the server sends that id. So a use case must not send an external id that another use case uses
 * for another account.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">The confused deputy problem</a>
 */
final class ExternalIds {
    private static final String FIELD = "data_account_external_id";

    private record Pair(AccountId account, ExternalId id) {}

    private ExternalIds() {}

    /** Whether the change gives the separate data account another external id. */
    static boolean changed(@Nullable Usecase stored, Usecase wanted) {
        Optional<Pair> pair = ofDataAccount(wanted);
        return pair.isPresent() && (stored == null || !pair.equals(ofDataAccount(stored)));
    }

    /** Whether the exception was thrown by {@link #check}. */
    static boolean isConflict(DataException e) {
        return e.code() == ErrorCode.CONFLICT && e.field().equals(Optional.of(FIELD));
    }

    /**
     * Checks that no other use case uses the external id for another account.
     *
     * @throws DataException CONFLICT if one does; the detail does not name it
     */
    static void check(Usecase wanted, OtherUsecases others) {
        ofDataAccount(wanted).ifPresent(mine -> {
            if (others.withExternalId(mine.id()).stream()
                    .flatMap(ExternalIds::of)
                    .anyMatch(theirs -> clash(mine, theirs))) {
                throw new DataException(
                        ErrorCode.CONFLICT,
                        "data_account_external_id is already in use for another account: leave it out to get a new one,"
                                + " and put that into the trust policy of the role.",
                        FIELD,
                        null);
            }
        });
    }

    private static boolean clash(Pair mine, Pair theirs) {
        return mine.id().equals(theirs.id()) && !mine.account().equals(theirs.account());
    }

    private static Optional<Pair> ofDataAccount(Usecase usecase) {
        return usecase.separateAccess().flatMap(ExternalIds::pair);
    }

    private static Stream<Pair> of(Usecase usecase) {
        return Stream.concat(pair(usecase.accountRole()).stream(), ofDataAccount(usecase).stream());
    }

    private static Optional<Pair> pair(AccountRole way) {
        return Optional.ofNullable(way.externalId()).map(id -> new Pair(way.account(), id));
    }
}
