package io.dataaccount.core.model.bucket;

import java.util.List;
import java.util.Map;

/** One thing that a bucket is brought to. Putting the same setting in place twice is the same as once. */
public sealed interface BucketSetting {
    /** Keeps every version of an object; or keeps no further ones, which S3 calls suspended, also if none was ever kept. */
    record Versioning(boolean enabled) implements BucketSetting {}

    /** Default encryption; with KMS a bucket key is used too, to save calls to KMS. */
    record DefaultEncryption(Encryption encryption) implements BucketSetting {}

    /** All four settings of Block Public Access on. */
    record BlockPublicAccess() implements BucketSetting {}

    /** ACLs off: the bucket's account owns every object. */
    record BucketOwnerEnforced() implements BucketSetting {}

    /** Lets pages of these origins PUT, GET, HEAD, POST and DELETE, and read the {@code ETag} and the checksum headers. */
    record CorsForOrigins(List<Origin> origins) implements BucketSetting {
        public CorsForOrigins {
            origins = List.copyOf(origins);
        }
    }

    /** Clears away the parts of uploads that nobody finished after so many days. */
    record AbortIncompleteUploads(int days) implements BucketSetting {}

    /** A policy statement that denies every request without TLS. */
    record DenyInsecureTransport() implements BucketSetting {}

    /** These tags, beside whatever others there are. */
    record Tags(Map<String, String> tags) implements BucketSetting {
        public Tags {
            tags = Map.copyOf(tags);
        }
    }
}
