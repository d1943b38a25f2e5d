package io.dataaccount.testkit.contract;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.BucketProtection;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.bucket.BucketSummary;
import io.dataaccount.core.model.object.FolderPage;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.Page;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.port.BucketStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A store that loses the connection at one call: either the request or the response is lost. For one thread. */
final class DisconnectingBucketStore implements BucketStore {
    enum Cut {
        REQUEST_LOST,
        RESPONSE_LOST
    }

    private final BucketStore store;
    private final Cut cut;
    private final int at;
    private final List<String> calls = new ArrayList<>();

    /** @param at the number of the call that fails, from 0 */
    DisconnectingBucketStore(BucketStore store, Cut cut, int at) {
        this.store = store;
        this.cut = cut;
        this.at = at;
    }

    /** The names of the store calls of a use case, in order. */
    static List<String> callsOf(BucketStore store, Consumer<BucketStore> useCase) {
        DisconnectingBucketStore counting = new DisconnectingBucketStore(store, Cut.REQUEST_LOST, Integer.MAX_VALUE);
        useCase.accept(counting);
        return List.copyOf(counting.calls);
    }

    private <T> T call(String name, Supplier<T> call) {
        boolean isCut = calls.size() == at;
        calls.add(name);
        if (isCut && cut == Cut.REQUEST_LOST) {
            throw lost();
        }
        T result = call.get();
        if (isCut) {
            throw lost();
        }
        return result;
    }

    private static DataException lost() {
        return new DataException(ErrorCode.UNAVAILABLE, "The connection was lost.");
    }

    @Override
    public Page<BucketSummary> buckets(AccountSession session, String namePrefix, PageRequest page) {
        return call("buckets", () -> store.buckets(session, namePrefix, page));
    }

    @Override
    public Bucket bucket(AccountSession session, BucketName name) {
        return call("bucket", () -> store.bucket(session, name));
    }

    @Override
    public Optional<Bucket> find(AccountSession session, BucketName name) {
        return call("find", () -> store.find(session, name));
    }

    @Override
    public void create(AccountSession session, Bucket bucket, Map<String, String> tags) {
        call("create", () -> {
            store.create(session, bucket, tags);
            return true;
        });
    }

    @Override
    public Map<String, String> tags(AccountSession session, Bucket bucket) {
        return call("tags", () -> store.tags(session, bucket));
    }

    @Override
    public BucketProtection protection(AccountSession session, Bucket bucket) {
        return call("protection", () -> store.protection(session, bucket));
    }

    @Override
    public boolean isEmpty(AccountSession session, Bucket bucket) {
        return call("isEmpty", () -> store.isEmpty(session, bucket));
    }

    @Override
    public boolean apply(AccountSession session, Bucket bucket, BucketSetting setting) {
        return call("apply " + setting.getClass().getSimpleName(), () -> store.apply(session, bucket, setting));
    }

    @Override
    public FolderPage list(AccountSession session, Bucket bucket, Prefix folder, PageRequest page) {
        return call("list", () -> store.list(session, bucket, folder, page));
    }

    @Override
    public boolean createFolder(AccountSession session, Bucket bucket, Prefix folder) {
        return call("createFolder", () -> store.createFolder(session, bucket, folder));
    }
}
