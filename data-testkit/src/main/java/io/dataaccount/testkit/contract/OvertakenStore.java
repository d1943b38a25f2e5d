package io.dataaccount.testkit.contract;

import io.dataaccount.core.model.Access;
import io.dataaccount.core.model.Bucket;
import io.dataaccount.core.model.BucketName;
import io.dataaccount.core.model.BucketProtection;
import io.dataaccount.core.model.BucketSetting;
import io.dataaccount.core.model.BucketSummary;
import io.dataaccount.core.model.FolderPage;
import io.dataaccount.core.model.Page;
import io.dataaccount.core.model.PageRequest;
import io.dataaccount.core.model.Prefix;
import io.dataaccount.core.port.BucketStore;
import java.util.Map;
import java.util.Optional;

/** A store where somebody else acts each time just before a bucket is created. */
final class OvertakenStore implements BucketStore {
    private final BucketStore store;
    private final Runnable overtake;

    /** @param overtake what happens between the last call before a creation and the creation itself */
    OvertakenStore(BucketStore store, Runnable overtake) {
        this.store = store;
        this.overtake = overtake;
    }

    @Override
    public Page<BucketSummary> buckets(Access access, String namePrefix, PageRequest page) {
        return store.buckets(access, namePrefix, page);
    }

    @Override
    public Bucket bucket(Access access, BucketName name) {
        return store.bucket(access, name);
    }

    @Override
    public Optional<Bucket> find(Access access, BucketName name) {
        return store.find(access, name);
    }

    @Override
    public void create(Access access, Bucket bucket, Map<String, String> tags) {
        overtake.run();
        store.create(access, bucket, tags);
    }

    @Override
    public Map<String, String> tags(Access access, Bucket bucket) {
        return store.tags(access, bucket);
    }

    @Override
    public BucketProtection protection(Access access, Bucket bucket) {
        return store.protection(access, bucket);
    }

    @Override
    public boolean isEmpty(Access access, Bucket bucket) {
        return store.isEmpty(access, bucket);
    }

    @Override
    public boolean apply(Access access, Bucket bucket, BucketSetting setting) {
        return store.apply(access, bucket, setting);
    }

    @Override
    public FolderPage list(Access access, Bucket bucket, Prefix folder, PageRequest page) {
        return store.list(access, bucket, folder, page);
    }

    @Override
    public boolean createFolder(Access access, Bucket bucket, Prefix folder) {
        return store.createFolder(access, bucket, folder);
    }
}
