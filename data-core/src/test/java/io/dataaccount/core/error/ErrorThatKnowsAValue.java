package io.dataaccount.core.error;

import io.dataaccount.core.model.bucket.BucketName;

/** Breaks a rule, so that a test can see the rule fail. */
public interface ErrorThatKnowsAValue {
    BucketName known();
}
