/** Buckets, folders and presigned uploads on S3 and on servers that speak its protocol. */
@Internal
@NullMarked
package io.dataaccount.aws.s3;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
