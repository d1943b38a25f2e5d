package io.dataaccount.aws.s3.presign;

import static java.util.Objects.requireNonNull;

/**
 * The part of a URL that all objects of a bucket have in common.
 *
 * @param scheme {@code http} or {@code https}
 * @param authority the value of the {@code Host} header: the host name, and the port unless it is the default of the
 *     scheme
 * @param path the encoded path before the key; begins and ends with a slash
 */
record S3Endpoint(String scheme, String authority, String path) {
    S3Endpoint {
        requireNonNull(scheme, "scheme is null");
        requireNonNull(authority, "authority is null");
        requireNonNull(path, "path is null");
    }
}
