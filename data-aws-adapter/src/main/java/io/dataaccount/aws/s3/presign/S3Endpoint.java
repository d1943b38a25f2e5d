package io.dataaccount.aws.s3.presign;

import static java.util.Objects.requireNonNull;

/**
 * Where the objects of a bucket are.
 *
 * @param authority host, and port unless it is the scheme's own, as in a {@code Host} header
 * @param path what stands before a key, from slash to slash, encoded
 */
record S3Endpoint(String scheme, String authority, String path) {
    S3Endpoint {
        requireNonNull(scheme, "scheme is null");
        requireNonNull(authority, "authority is null");
        requireNonNull(path, "path is null");
    }
}
