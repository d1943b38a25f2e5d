package io.dataaccount.core.port;

import io.dataaccount.core.error.AccessDeniedException;
import io.dataaccount.core.error.DataException;
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
import java.util.Map;
import java.util.Optional;

/**
 * Buckets and folders of the account that an {@link AccountSession} opens. A bucket of any other account is refused, whatever
 * its policy allows. Safe for use by many threads.
 *
 * <p>Every method may throw {@link AccessDeniedException} naming the IAM action that is missing, and {@link DataException} with
 * THROTTLED or UNAVAILABLE, both retryable, or NOT_SUPPORTED where a server does not know the call; {@link
 * CredentialsRefusedException} is an UNAVAILABLE that other credentials may end. A page token that
 * the store did not give out for the same listing is INVALID_INPUT. After UNAVAILABLE a change may have happened or
 * not; making the same call again is safe.
 */
public interface BucketStore {
    /** The account's buckets whose names begin with the text, in order of name. */
    Page<BucketSummary> buckets(AccountSession session, String namePrefix, PageRequest page);

    /**
     * The bucket and its region. The region may be remembered from an earlier call.
     *
     * @throws DataException BUCKET_NOT_FOUND if there is no such bucket
     */
    Bucket bucket(AccountSession session, BucketName name);

    /** The bucket, asked for anew, if there is one of that name in this account. */
    Optional<Bucket> find(AccountSession session, BucketName name);

    /**
     * Creates the bucket, carrying the tags from its first moment on where server and role allow that, and else without.
     *
     * @throws DataException BUCKET_NAME_TAKEN if another account has it; CONFLICT if this account has it already, or is
     *     just creating or deleting it
     */
    void create(AccountSession session, Bucket bucket, Map<String, String> tags);

    /** The tags of the bucket. */
    Map<String, String> tags(AccountSession session, Bucket bucket);

    /**
     * The present versioning and default encryption, read from the store. Versioning is read before encryption, so that a
     * caller who writes them in the other order is never seen with versioning alone.
     */
    BucketProtection protection(AccountSession session, Bucket bucket);

    /** Whether no object is in the bucket. */
    boolean isEmpty(AccountSession session, Bucket bucket);

    /**
     * Puts the setting in place. What the bucket has of the same kind and others put there (tags, CORS and lifecycle
     * rules, policy statements) stays as it is. Where the present state may not be read, a setting that replaces nothing
     * of others is written all the same.
     *
     * @return whether anything had to be changed
     */
    boolean apply(AccountSession session, Bucket bucket, BucketSetting setting);

    /**
     * A page of what lies directly in a folder. Folders and files together are at most the page's size; an unknown folder
     * is empty.
     *
     * @throws DataException BUCKET_NOT_FOUND if the bucket is gone
     */
    FolderPage list(AccountSession session, Bucket bucket, Prefix folder, PageRequest page);

    /**
     * Creates the folder as a marker object. If the marker exists, does nothing.
     *
     * @return whether the marker is new
     * @throws DataException BUCKET_NOT_FOUND if the bucket is gone
     */
    boolean createFolder(AccountSession session, Bucket bucket, Prefix folder);
}
