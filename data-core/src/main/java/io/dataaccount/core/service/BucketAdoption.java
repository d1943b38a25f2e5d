package io.dataaccount.core.service;

import io.dataaccount.core.error.AccessDeniedException;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.BucketStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Creates a bucket for a use case or takes over an existing one, and refuses a bucket of another owner. For one attempt
 * of a call.
 *
 * <p>S3 cannot write tags conditionally. So if a bucket had no tags, they are read right before and after they are
 * written, and once more at the end of the call. If two use cases take over a bucket at the same time, one of them is
 * refused.
 */
final class BucketAdoption {
    private static final String MANAGED = "dda-portal:managed";
    private static final String USECASE = "usecase_id";
    private static final String CREATED_BY = "created_by";
    private static final int MAX_TAG_VALUE_LENGTH = 256;

    private final BucketStore store;
    private final AccountSession session;
    private final BucketName name;
    private final UsecaseId usecase;
    private final CompletedSteps done;
    private final Map<String, String> tags = new LinkedHashMap<>();
    /** Whether another use case may be writing its tags at the same time. */
    private boolean contested;

    BucketAdoption(
            BucketStore store,
            AccountSession session,
            BucketName name,
            UsecaseId usecase,
            Caller caller,
            CompletedSteps done) {
        this.store = store;
        this.session = session;
        this.name = name;
        this.usecase = usecase;
        this.done = done;
        tags.put(MANAGED, "true");
        tags.put(USECASE, usecase.value());
        tags.put(CREATED_BY, tagValue(caller.name().isBlank() ? caller.userId().value() : caller.name()));
    }

    /**
     * Creates the bucket or checks that the existing one may be taken over.
     *
     * @param bucket the wanted bucket
     * @param present the result of {@link #find}
     * @return whether this call created the bucket
     * @throws DataException CONFLICT if the bucket exists in another region; BUCKET_NAME_TAKEN if it belongs to another
     *     use case, or has objects and no portal tags
     */
    boolean createOrAdopt(Bucket bucket, Optional<Bucket> present) {
        Optional<Bucket> existing = present.isPresent() ? present : createOrFind(bucket);
        if (existing.isPresent() && !existing.get().region().equals(bucket.region())) {
            throw new DataException(
                    ErrorCode.CONFLICT,
                    "The bucket '" + bucket.name() + "' exists in region "
                            + existing.get().region() + ", not in " + bucket.region()
                            + ": request that region, or choose another name.",
                    "region",
                    null);
        }
        checkAdoptable(bucket);
        return done.has(CompletedSteps.BUCKET);
    }

    /**
     * Creates the bucket, or returns the bucket that was created since {@link #find}: by a parallel call, or by this
     * call's own request, which the client sent again after a lost response.
     */
    private Optional<Bucket> createOrFind(Bucket bucket) {
        try {
            store.create(session, bucket, tags);
            done.add(CompletedSteps.BUCKET);
            return Optional.empty();
        } catch (DataException e) {
            Optional<Bucket> meanwhile = e.code() == ErrorCode.CONFLICT ? find() : Optional.empty();
            if (meanwhile.isEmpty()) {
                throw e;
            }
            return meanwhile;
        }
    }

    /**
     * The existing bucket of that name in this account.
     *
     * @throws DataException BUCKET_NAME_TAKEN if access to it is denied
     */
    Optional<Bucket> find() {
        try {
            return store.find(session, name);
        } catch (AccessDeniedException e) {
            throw nameTaken("exists, but not in the data account " + session.account() + ", or " + session.principal()
                    + " may not see it (" + e.action() + "): choose another name");
        }
    }

    /** Writes the tags that mark the bucket as a bucket of this use case. */
    void mark(Bucket bucket, BucketHardening progress) {
        confirm(bucket);
        progress.harden(CompletedSteps.TAGS, new BucketSetting.Tags(tags));
        confirm(bucket);
    }

    /**
     * Checks once more that no other use case has taken over the bucket.
     *
     * @throws DataException BUCKET_NAME_TAKEN if another use case has written its tags since {@link #createOrAdopt}
     */
    void confirm(Bucket bucket) {
        if (contested) {
            check(present(bucket));
        }
    }

    private void checkAdoptable(Bucket bucket) {
        Map<String, String> present = present(bucket);
        boolean tagged = present.containsKey(MANAGED);
        contested = !tagged || done.has(CompletedSteps.TAGS);
        if (!tagged && !done.has(CompletedSteps.BUCKET) && !store.isEmpty(session, bucket)) {
            throw nameTaken(
                    "exists in the data account, was not created for this use case and has objects in it: to use it,"
                            + " configure it as data_s3_bucket, else choose another name");
        }
        check(present);
    }

    /**
     * Checks the owner in the tags. A new bucket is checked too, because S3 in us-east-1 answers 200 when the account
     * creates a bucket that it already owns.
     */
    private void check(Map<String, String> present) {
        if (present.containsKey(MANAGED) && !usecase.value().equals(present.get(USECASE))) {
            throw nameTaken(
                    "was created by the portal for another use case: to share it, configure it as data_s3_bucket,"
                            + " else choose another name");
        }
        if (present.containsKey(CREATED_BY)) {
            tags.remove(CREATED_BY); // keeps the creator of the bucket
        }
    }

    /**
     * The tags of the bucket. If the role may not read them, they count as missing; then only an empty bucket is taken
     * over.
     */
    private Map<String, String> present(Bucket bucket) {
        return BucketHardening.readable(() -> store.tags(session, bucket), Map.of());
    }

    private DataException nameTaken(String what) {
        return new DataException(
                ErrorCode.BUCKET_NAME_TAKEN, "The bucket '" + name + "' " + what + ".", "bucket_name", null);
    }

    /**
     * The name with the characters and the length that S3 accepts in a tag value.
     *
     * @see
     *     <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html">Characters of a tag</a>
     */
    private static String tagValue(String name) {
        String allowed = name.replaceAll("[^\\p{L}\\p{N} +=._:/@-]", "_").strip();
        return allowed.length() <= MAX_TAG_VALUE_LENGTH ? allowed : allowed.substring(0, MAX_TAG_VALUE_LENGTH);
    }
}
