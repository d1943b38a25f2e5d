package io.dataaccount.aws.iam;

import io.dataaccount.core.port.SessionRequest.Purpose;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The IAM actions that our calls to S3 and our presigned URLs need: the only list of them in this module. The call sites name
 * the action that a refusal is about. {@code SessionPolicy} allows those of {@code MANAGE} and {@code UPLOAD} by this list; the
 * actions of {@code BROWSE} depend on the scope, so it names them itself. Tests compare the list with the operations that the
 * code calls, with the template of the role, and with the documentation.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">S3 operations and
 *     permissions</a>
 */
public enum S3Action {
    CREATE_BUCKET("CreateBucket", Purpose.MANAGE),
    GET_BUCKET_CORS("GetBucketCORS", Purpose.MANAGE),
    GET_BUCKET_LOCATION("GetBucketLocation"),
    GET_BUCKET_OWNERSHIP_CONTROLS("GetBucketOwnershipControls", Purpose.MANAGE),
    GET_BUCKET_POLICY("GetBucketPolicy", Purpose.MANAGE),
    GET_BUCKET_PUBLIC_ACCESS_BLOCK("GetBucketPublicAccessBlock", Purpose.MANAGE),
    GET_BUCKET_TAGGING("GetBucketTagging", Purpose.MANAGE),
    GET_BUCKET_VERSIONING("GetBucketVersioning", Purpose.MANAGE),
    GET_ENCRYPTION_CONFIGURATION("GetEncryptionConfiguration", Purpose.MANAGE),
    GET_LIFECYCLE_CONFIGURATION("GetLifecycleConfiguration", Purpose.MANAGE),
    LIST_ALL_MY_BUCKETS("ListAllMyBuckets"),
    LIST_BUCKET("ListBucket", Purpose.MANAGE),
    PUT_BUCKET_CORS("PutBucketCORS", Purpose.MANAGE),
    PUT_BUCKET_OWNERSHIP_CONTROLS("PutBucketOwnershipControls", Purpose.MANAGE),
    PUT_BUCKET_POLICY("PutBucketPolicy", Purpose.MANAGE),
    PUT_BUCKET_PUBLIC_ACCESS_BLOCK("PutBucketPublicAccessBlock", Purpose.MANAGE),
    PUT_BUCKET_TAGGING("PutBucketTagging", Purpose.MANAGE),
    PUT_BUCKET_VERSIONING("PutBucketVersioning", Purpose.MANAGE),
    PUT_ENCRYPTION_CONFIGURATION("PutEncryptionConfiguration", Purpose.MANAGE),
    PUT_LIFECYCLE_CONFIGURATION("PutLifecycleConfiguration", Purpose.MANAGE),
    TAG_RESOURCE("TagResource", Purpose.MANAGE),
    PUT_OBJECT("PutObject", Purpose.UPLOAD),
    GET_OBJECT("GetObject", Purpose.UPLOAD),
    LIST_MULTIPART_UPLOAD_PARTS("ListMultipartUploadParts", Purpose.UPLOAD),
    ABORT_MULTIPART_UPLOAD("AbortMultipartUpload", Purpose.UPLOAD);

    /** The actions that servers of other makers refuse in a policy. They may have other names for the same. */
    private static final Set<S3Action> OF_AWS_ONLY = EnumSet.of(
            GET_BUCKET_OWNERSHIP_CONTROLS,
            PUT_BUCKET_OWNERSHIP_CONTROLS,
            GET_ENCRYPTION_CONFIGURATION,
            PUT_ENCRYPTION_CONFIGURATION,
            TAG_RESOURCE);

    private final String id;
    private final Set<Purpose> purposes;

    S3Action(String name, Purpose... purposes) {
        this.id = "s3:" + name;
        this.purposes = Set.of(purposes);
    }

    /** The action as a policy names it, such as {@code s3:PutObject}. */
    public String id() {
        return id;
    }

    /** The ids of the actions that a session for the purpose may do on its bucket, or on the objects in it. */
    public static List<String> ids(Purpose purpose) {
        return Stream.of(values())
                .filter(each -> each.purposes.contains(purpose))
                .map(S3Action::id)
                .toList();
    }

    /** As {@link #ids}, without the actions that only AWS knows. */
    public static List<String> commonIds(Purpose purpose) {
        return Stream.of(values())
                .filter(each -> each.purposes.contains(purpose) && !OF_AWS_ONLY.contains(each))
                .map(S3Action::id)
                .toList();
    }
}
