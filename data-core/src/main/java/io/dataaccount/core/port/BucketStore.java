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
 * Buckets and folders of the account of an {@link AccountSession}. A bucket of any other account is refused, even if
 * its policy permits access. Safe for use by many threads.
 *
 * <p>Every method may throw {@link AccessDeniedException}, which names the missing IAM action, and
 * {@link DataException} with THROTTLED or UNAVAILABLE, both retryable, DATA_ACCOUNT_DENIED if the service refused the
 * request for another reason than a missing permission, or NOT_SUPPORTED if the server does not know the request. {@link CredentialsRefusedException} is an UNAVAILABLE that other credentials may resolve. A page token that
 * the store did not issue for the same listing is INVALID_INPUT. After UNAVAILABLE, a change may or may not have been
 * made; it is safe to call again.
 */
public interface BucketStore {
    /** A page of the account's buckets whose names begin with the prefix, ordered by name. */
    Page<BucketSummary> buckets(AccountSession session, String namePrefix, PageRequest page);

    /**
     * The bucket and its region. The region may come from a cache.
     *
     * @throws DataException BUCKET_NOT_FOUND if there is no such bucket
     */
    Bucket bucket(AccountSession session, BucketName name);

    /**
     * The bucket of that name in this account, read from the storage service without a cache; empty if there is none.
     */
    Optional<Bucket> find(AccountSession session, BucketName name);

    /**
     * Creates the bucket. If the server supports it and the role permits it, the bucket is created with the tags;
     * otherwise without tags.
     *
     * @throws DataException BUCKET_NAME_TAKEN if another account owns a bucket of that name; CONFLICT if this account
     *     owns it already, or is creating or deleting it at the moment
     */
    void create(AccountSession session, Bucket bucket, Map<String, String> tags);

    /** The tags of the bucket; an empty map if there are none. */
    Map<String, String> tags(AccountSession session, Bucket bucket);

    /**
     * The current versioning and default encryption, read from the storage service. Versioning is read before
     * encryption. So if a writer sets encryption before versioning, this method never returns the new versioning with
     * the old encryption.
     */
    BucketProtection protection(AccountSession session, Bucket bucket);

    /** Whether the bucket contains no objects. */
    boolean isEmpty(AccountSession session, Bucket bucket);

    /**
     * Applies the setting. Values of the same kind that other programs set (tags, CORS and lifecycle rules, policy
     * statements) are kept. If the role may not read the current state, a setting that replaces nothing is written
     * anyway.
     *
     * @return whether a change was necessary
     */
    boolean apply(AccountSession session, Bucket bucket, BucketSetting setting);

    /**
     * A page of the direct contents of a folder. Folders and files together are at most the page's size. A folder that
     * does not exist is empty.
     *
     * @throws DataException BUCKET_NOT_FOUND if the bucket no longer exists
     */
    FolderPage list(AccountSession session, Bucket bucket, Prefix folder, PageRequest page);

    /**
     * Creates the folder as a marker object. If the marker exists, does nothing.
     *
     * @return whether the marker is new
     * @throws DataException BUCKET_NOT_FOUND if the bucket no longer exists
     */
    boolean createFolder(AccountSession session, Bucket bucket, Prefix folder);
}
