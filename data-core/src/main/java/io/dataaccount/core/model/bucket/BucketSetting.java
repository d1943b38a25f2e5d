package io.dataaccount.core.model.bucket;

import java.util.List;
import java.util.Map;

/** A setting of a bucket. Applying the same setting twice has the same effect as applying it once. */
public sealed interface BucketSetting {
    /**
     * Versioning: enabled, or suspended, which keeps no further versions. S3 reports a bucket as suspended after that,
     * even if it never had versioning.
     *
     * @param enabled true to keep every version of an object, false to suspend versioning
     */
    record Versioning(boolean enabled) implements BucketSetting {}

    /** Default encryption. With KMS, an S3 bucket key is enabled too, to reduce the number of requests to KMS. */
    record DefaultEncryption(Encryption encryption) implements BucketSetting {}

    /** All four settings of Block Public Access, enabled. */
    record BlockPublicAccess() implements BucketSetting {}

    /** ACLs disabled: the account of the bucket owns every object. */
    record BucketOwnerEnforced() implements BucketSetting {}

    /**
     * A CORS rule that permits pages of these origins to PUT, GET, HEAD, POST and DELETE, and to read the {@code ETag}
     * and checksum headers of a PUT, also if the bucket has CORS rules of others.
     */
    record CorsForOrigins(List<Origin> origins) implements BucketSetting {
        public CorsForOrigins {
            origins = List.copyOf(origins);
        }
    }

    /**
     * A lifecycle rule that deletes the parts of multipart uploads that are not completed.
     *
     * @param days how many days after the start of an upload its parts are deleted
     */
    record AbortIncompleteUploads(int days) implements BucketSetting {}

    /** A statement of the bucket policy that denies every request without TLS. */
    record DenyInsecureTransport() implements BucketSetting {}

    /** Tags to add. Other tags of the bucket stay. */
    record Tags(Map<String, String> tags) implements BucketSetting {
        public Tags {
            tags = Map.copyOf(tags);
        }
    }
}
