package io.dataaccount.testkit.fake;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.AccessDeniedException;
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
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in memory, of any number of accounts in one namespace. New buckets have the same settings as in S3: default
 * encryption, Block Public Access, and bucket owner enforced.
 *
 * <p>Every call is a step that a test can make fail. The name of a step is the name of its method, such as {@code
 * create}; for {@code apply}, the name of the setting follows: {@code apply Versioning}.
 *
 * <p>Safe for use by many threads.
 */
public final class InMemoryBucketStore implements BucketStore {
    private final Clock clock;
    private final NavigableMap<String, InMemoryBucket> buckets = new TreeMap<>();
    private final Faults faults = new Faults();

    /** @param clock sets the creation dates of buckets and the modification dates of objects */
    public InMemoryBucketStore(Clock clock) {
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Puts an object into a bucket of any account, as a client with an upload URL does. Only the size is stored.
     *
     * @throws DataException BUCKET_NOT_FOUND if there is no such bucket
     */
    public synchronized void put(BucketName bucket, String key, byte[] content) {
        existing(bucket).put(key, content.length, clock.instant());
    }

    /**
     * The settings of a bucket of any account. All its tags together are one of the settings.
     *
     * @throws DataException BUCKET_NOT_FOUND if there is no such bucket
     */
    public synchronized Map<Class<? extends BucketSetting>, BucketSetting> settings(BucketName bucket) {
        Map<Class<? extends BucketSetting>, BucketSetting> settings =
                new HashMap<>(existing(bucket).settings());
        settings.put(
                BucketSetting.Tags.class,
                new BucketSetting.Tags(existing(bucket).tags()));
        return settings;
    }

    /** The names of all steps so far, including failed ones, in order. */
    public synchronized List<String> steps() {
        return faults.steps();
    }

    /**
     * Makes the next call of the step fail without any effect. Repeated requests apply to successive calls.
     *
     * @throws IllegalArgumentException if there is no such step
     */
    public synchronized void failBefore(String step, DataException failure) {
        BucketSteps.action(step);
        faults.before(step, failure);
    }

    /**
     * Makes the next call of the step take effect and fail nevertheless, as if the response were lost.
     *
     * @throws IllegalArgumentException if there is no such step
     */
    public synchronized void failAfter(String step, DataException failure) {
        BucketSteps.action(step);
        faults.after(step, failure);
    }

    /**
     * Makes every later call of the step fail without any effect.
     *
     * @throws IllegalArgumentException if there is no such step
     */
    public synchronized void failAlways(String step, DataException failure) {
        BucketSteps.action(step);
        faults.always(step, failure);
    }

    /**
     * Denies the IAM action of the step from now on. If tags are denied, buckets are created without tags.
     *
     * @throws IllegalArgumentException if there is no such step
     */
    public synchronized void denyAlways(String step) {
        faults.always(step, denied("the role of the test", step, "any bucket"));
    }

    /** Denies the IAM action that writes the setting from now on. */
    public void denyAlways(Class<? extends BucketSetting> setting) {
        denyAlways(BucketSteps.apply(setting));
    }

    /** Removes all failures and denials that a test requested. */
    public synchronized void stopFailing() {
        faults.clear();
    }

    @Override
    public Page<BucketSummary> buckets(AccountSession session, String namePrefix, PageRequest page) {
        Listing listing = Listing.of("buckets", session.account().value(), namePrefix);
        return step("buckets", () -> {
            String from = listing.after(page).map(last -> last + "\0").orElse(namePrefix);
            List<BucketSummary> found = buckets.tailMap(from).values().stream()
                    .filter(bucket -> bucket.belongsTo(session.account()))
                    .map(InMemoryBucket::summary)
                    .filter(bucket -> bucket.name().startsWith(namePrefix))
                    .limit(page.size().value() + 1L)
                    .toList();
            if (found.size() <= page.size().value()) {
                return new Page<>(found, null);
            }
            List<BucketSummary> items = found.subList(0, page.size().value());
            return new Page<>(
                    items, listing.tokenAfter(items.get(items.size() - 1).name()));
        });
    }

    @Override
    public Bucket bucket(AccountSession session, BucketName name) {
        return step("bucket", () -> open("bucket", session, name).bucket());
    }

    @Override
    public Optional<Bucket> find(AccountSession session, BucketName name) {
        return step(
                "find",
                () -> buckets.containsKey(name.value())
                        ? Optional.of(open("find", session, name).bucket())
                        : Optional.empty());
    }

    @Override
    public void create(AccountSession session, Bucket bucket, Map<String, String> tags) {
        step("create", () -> {
            @Nullable InMemoryBucket existing = buckets.get(bucket.name().value());
            if (existing != null) {
                throw taken(existing.belongsTo(session.account()), bucket.name());
            }
            boolean mayTag = !faults.isAlways(BucketSteps.apply(BucketSetting.Tags.class));
            buckets.put(
                    bucket.name().value(),
                    new InMemoryBucket(bucket, session.account(), clock.instant(), mayTag ? tags : Map.of()));
            return true;
        });
    }

    @Override
    public Map<String, String> tags(AccountSession session, Bucket bucket) {
        return step("tags", () -> open("tags", session, bucket.name()).tags());
    }

    /** Also denied if writing versioning or default encryption is denied. */
    @Override
    public BucketProtection protection(AccountSession session, Bucket bucket) {
        return step("protection", () -> {
            InMemoryBucket opened = open("protection", session, bucket.name());
            for (Class<? extends BucketSetting> setting :
                    List.of(BucketSetting.Versioning.class, BucketSetting.DefaultEncryption.class)) {
                if (faults.isAlways(BucketSteps.apply(setting))) {
                    throw denied(session.principal(), "protection", "bucket " + bucket.name());
                }
            }
            return opened.protection();
        });
    }

    @Override
    public boolean isEmpty(AccountSession session, Bucket bucket) {
        return step(
                "isEmpty", () -> open("isEmpty", session, bucket.name()).files().isEmpty());
    }

    @Override
    public boolean apply(AccountSession session, Bucket bucket, BucketSetting setting) {
        String step = BucketSteps.apply(setting.getClass());
        return step(step, () -> open(step, session, bucket.name()).apply(setting));
    }

    @Override
    public FolderPage list(AccountSession session, Bucket bucket, Prefix folder, PageRequest page) {
        Listing listing = Listing.of("list", bucket.name().value(), folder.value());
        return step(
                "list",
                () -> FolderPages.page(open("list", session, bucket.name()).files(), listing, folder, page));
    }

    @Override
    public boolean createFolder(AccountSession session, Bucket bucket, Prefix folder) {
        return step("createFolder", () -> {
            InMemoryBucket opened = open("createFolder", session, bucket.name());
            return !opened.files().containsKey(folder.value()) && opened.put(folder.value(), 0, clock.instant());
        });
    }

    private synchronized <T> T step(String step, Supplier<T> work) {
        return faults.run(step, work);
    }

    private InMemoryBucket open(String step, AccountSession session, BucketName name) {
        InMemoryBucket bucket = existing(name);
        if (!bucket.belongsTo(session.account())) {
            throw denied(session.principal(), step, "bucket " + name);
        }
        return bucket;
    }

    private InMemoryBucket existing(BucketName name) {
        InMemoryBucket bucket = buckets.get(name.value());
        if (bucket == null) {
            throw new DataException(
                    ErrorCode.BUCKET_NOT_FOUND,
                    "There is no bucket '" + name + "': check the name, or create it first.");
        }
        return bucket;
    }

    private static AccessDeniedException denied(String principal, String step, String resource) {
        return new AccessDeniedException(principal, BucketSteps.action(step), resource, null);
    }

    private static DataException taken(boolean own, BucketName name) {
        return own
                ? new DataException(ErrorCode.CONFLICT, "The bucket '" + name + "' already belongs to this account.")
                : new DataException(
                        ErrorCode.BUCKET_NAME_TAKEN,
                        "The bucket name '" + name + "' belongs to another account: choose another name.");
    }
}
