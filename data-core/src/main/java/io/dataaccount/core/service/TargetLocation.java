package io.dataaccount.core.service;

import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.port.SessionScope;

/**
 * A bucket and a prefix in it, the defaults filled in.
 *
 * @param scope how far the use case reaches there
 */
record TargetLocation(BucketName bucket, Prefix prefix, SessionScope scope) {}
