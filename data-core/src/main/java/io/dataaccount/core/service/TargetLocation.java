package io.dataaccount.core.service;

import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.port.SessionScope;

/**
 * The target of a call, with the defaults applied.
 *
 * @param bucket the bucket
 * @param prefix the prefix in the bucket
 * @param scope the part of the bucket that the use case may access
 */
record TargetLocation(BucketName bucket, Prefix prefix, SessionScope scope) {}
