package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.port.OtherUsecases;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The other use cases for one check of the rules. The indexes and the {@link RecentWrites} together name the use cases
 * that may have a value; their items are then read with strong consistency. All items are read instead if an index is
 * missing, if recent writes are unknown, or if an index names so many items that reading each of them costs more. For
 * one thread.
 */
final class OtherUsecaseItems implements OtherUsecases {
    /**
     * A read by key costs at least one read unit, and a scan costs one for 4 KB, which are several items. One request
     * reads this many items.
     */
    static final int MAX_FOUND = BatchReads.MAX_KEYS;

    private final UsecaseId written;
    private final UsecaseRevision.Seen revision;
    private final UsecaseIndexes indexes;
    private final BatchReads reads;
    private final Supplier<List<Map<String, AttributeValue>>> scan;
    private @Nullable List<Usecase> all;

    /**
     * @param written the use case to leave out
     * @param revision as it was read before this object is used
     * @param scan reads all items with strong consistency
     */
    OtherUsecaseItems(
            UsecaseId written,
            UsecaseRevision.Seen revision,
            UsecaseIndexes indexes,
            BatchReads reads,
            Supplier<List<Map<String, AttributeValue>>> scan) {
        this.written = written;
        this.revision = revision;
        this.indexes = indexes;
        this.reads = reads;
        this.scan = scan;
    }

    @Override
    public List<Usecase> all() {
        @Nullable List<Usecase> known = all;
        if (known == null) {
            known = others(scan.get());
            all = known;
        }
        return known;
    }

    @Override
    public List<Usecase> ofAccount(AccountId account) {
        return find(UsecaseIndex.OF_ACCOUNTS, account.value(), usecase -> usecase.uses(account));
    }

    @Override
    public List<Usecase> withExternalId(ExternalId id) {
        return find(UsecaseIndex.OF_EXTERNAL_IDS, id.value(), usecase -> usecase.hasExternalId(id));
    }

    private List<Usecase> find(List<UsecaseIndex> by, String value, Predicate<Usecase> has) {
        List<Usecase> candidates = named(by, value).map(this::read).orElseGet(this::all);
        return candidates.stream().filter(has).toList();
    }

    private Optional<Set<String>> named(List<UsecaseIndex> by, String value) {
        return all != null || !revision.hasAllRecentWrites() ? Optional.empty() : indexes.find(by, value, MAX_FOUND);
    }

    private List<Usecase> read(Set<String> named) {
        Set<String> ids = new LinkedHashSet<>(named);
        ids.addAll(revision.writes().ids());
        ids.remove(written.value());
        return others(reads.items(ids.stream().map(UsecaseItems::key).toList()));
    }

    private List<Usecase> others(List<Map<String, AttributeValue>> items) {
        return items.stream()
                .flatMap(item -> UsecaseItems.partly(item).stream())
                .filter(other -> !other.id().equals(written))
                .toList();
    }
}
