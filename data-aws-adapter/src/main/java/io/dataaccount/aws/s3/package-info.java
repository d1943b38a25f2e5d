/** Buckets, folders and presigned uploads on S3 and on servers that speak its protocol. */
@NullMarked
package io.dataaccount.aws.s3;

import org.jspecify.annotations.NullMarked;
