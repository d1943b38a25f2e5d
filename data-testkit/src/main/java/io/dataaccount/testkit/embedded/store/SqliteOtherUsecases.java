package io.dataaccount.testkit.embedded.store;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.port.OtherUsecases;
import io.dataaccount.core.record.UsecaseRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The use cases of a table that the rules check, including those that can be read only in part.
 *
 * @param table the table, with indexes on {@link #INDEXED}
 * @param written the use case that the guarded write stores
 */
record SqliteOtherUsecases(SqliteTable table, UsecaseId written) implements OtherUsecases {
    private static final List<String> ACCOUNTS = List.of("account_id", "data_account_id");
    private static final List<String> EXTERNAL_IDS = List.of("external_id", "data_account_external_id");

    /** The fields of the records that the rules search. */
    static final List<String> INDEXED =
            Stream.concat(ACCOUNTS.stream(), EXTERNAL_IDS.stream()).toList();

    @Override
    public List<Usecase> all() {
        return others(table::forEach);
    }

    @Override
    public List<Usecase> ofAccount(AccountId account) {
        return others(rows -> table.forEachWith(ACCOUNTS, account.value(), rows));
    }

    @Override
    public List<Usecase> withExternalId(ExternalId id) {
        return others(rows -> table.forEachWith(EXTERNAL_IDS, id.value(), rows));
    }

    private List<Usecase> others(Consumer<BiConsumer<String, String>> query) {
        List<Usecase> others = new ArrayList<>();
        query.accept((id, text) ->
                partly(id, text).filter(other -> !other.id().equals(written)).ifPresent(others::add));
        return others;
    }

    private static Optional<Usecase> partly(String id, String text) {
        try {
            return UsecaseRecord.readPartly(RecordText.read(id, text));
        } catch (DataException e) { // the text is not a JSON object
            return Optional.empty();
        }
    }
}
